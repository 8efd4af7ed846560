"""A team that does not fit on one page: searched, paged, and counted without loading it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from courses.models import Enrolment
from courses.rules.standing import NOT_JOINED
from lms.people import actions
from lms.reports.queries.facts import facts_about
from lms.reports.queries.tallies import tallies_of
from lms.reports.queries.team import members_of, team_grid
from lms.reports.rules.tally import tally
from tests.factories import NOON, TODAY
from tests.factories.courses import an_edition, an_enrolment
from tests.factories.people import a_membership, a_person, a_team, an_empty_team
from tests.factories.reports import a_certificate, a_completion

MARCH = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_types")]


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOON)


def a_large_team(people=60):
    """Named so that their order is plain: “Person 001” and so on."""
    team, manager = a_team(members=0)
    for number in range(1, people + 1):
        a_membership(a_person(f"Person {number:03}"), team)
    return team, manager


def page_of(client, manager, team, **query):
    client.force_login(manager)
    return client.get(reverse("reports:team", args=[team.pk]), query)


def names_on(page):
    return [row["name"] for row in page.context["rows"]]


def test_sixty_people_stand_on_two_pages(client):
    team, manager = a_large_team()

    first, second = page_of(client, manager, team), page_of(client, manager, team, page=2)

    assert names_on(first) == [f"Person {n:03}" for n in range(1, 51)]
    assert names_on(second) == [f"Person {n:03}" for n in range(51, 61)]
    assert "Page 1 of 2: 1 to 50 of 60 people" in first.text
    assert "Page 2 of 2: 51 to 60 of 60 people" in second.text
    assert 'href="?page=2"' in first.text


def test_a_team_that_fits_has_no_pages(client):
    team, manager = a_large_team(50)

    assert "Page 1 of" not in page_of(client, manager, team).text


@pytest.mark.parametrize("page", ["3", "999999999999999999999999", "0", "-1", "x"])
def test_a_page_that_is_not_there_gives_one_that_is(client, page):
    team, manager = a_large_team(51)

    assert len(names_on(page_of(client, manager, team, page=page))) in {1, 50}


@pytest.mark.parametrize("page", [1, 2])
def test_a_large_team_takes_the_same_statements_on_every_page(client, django_assert_num_queries, page):
    team, manager = a_large_team(60)
    edition = an_edition()
    for membership in team.memberships.filter(kind="member"):
        a_certificate(a_completion(learner=membership.user, edition=edition))
    client.force_login(manager)

    with django_assert_num_queries(13):
        shown = client.get(reverse("reports:team", args=[team.pk]), {"page": page})

    assert "60 of 60\u00a0people have joined a course." in shown.text


def test_figures_and_courses_are_those_of_the_whole_team_on_each_page(client):
    team, manager = a_large_team()
    people = {each.user.name: each.user for each in team.memberships.all()}
    edition = an_edition(title="Taken by the last")
    a_completion(learner=people["Person 060"], edition=edition)
    an_enrolment(learner=people["Person 059"], edition=edition)

    first = page_of(client, manager, team)

    assert first.context["columns"] == ["Taken by the last"]
    assert "2 of 60\u00a0people have joined a course." in first.text
    assert "1 of 60\u00a0people completed, 1 under way" in first.text


def test_the_search_reaches_every_page_and_filters_are_kept(client):
    team, manager = a_large_team(70)
    an_enrolment(learner=team.memberships.get(user__name="Person 069").user, edition=an_edition())
    (course, _) = page_of(client, manager, team).context["courses"][0]

    assert names_on(page_of(client, manager, team, name="person 069")) == ["Person 069"]
    kept = page_of(client, manager, team, name="person", course=course, on="2026-11-22")
    assert f'href="?name=person&amp;course={course}&amp;on=2026-11-22&amp;page=2"' in kept.text
    assert "page=" not in kept.context["csv"]


def test_people_who_may_not_be_seen_fill_no_page_and_no_figure(client):
    team, manager = a_large_team(51)
    for number in range(5):
        gone = a_person(f"Gone {number}")
        a_membership(gone, team, until=TODAY - timedelta(days=1))
        a_completion(learner=gone)
    elsewhere = a_person("Elsewhere")
    a_membership(elsewhere, a_team()[0])
    a_completion(learner=elsewhere)

    page = page_of(client, manager, team)

    assert "1 to 50 of 51 people" in page.text
    assert page.context["courses"] == []


def test_the_database_counts_as_the_rule_does():
    team, manager = a_team(members=0)
    below = an_empty_team(beneath=team)
    editions = [an_edition(title=f"Course {n}", at=MARCH) for n in range(3)]
    for number in range(9):
        person = a_person()
        a_membership(person, team)
        if number % 2:
            a_membership(person, below)  # in two teams: counted once
        if number % 3:
            a_certificate(a_completion(learner=person, edition=editions[0], at=MARCH if number > 4 else NOON))
        if number % 4:
            again = an_enrolment(learner=person, edition=editions[number % 3], at=NOON)
            if number > 6:
                Enrolment.objects.filter(pk=again.pk).update(ended_at=NOON)

    for on in (MARCH.date() - timedelta(days=1), MARCH.date(), TODAY - timedelta(days=1), TODAY):
        memberships = members_of(manager, team, on=on)
        people = {membership.user_id for membership in memberships}
        facts = facts_about(people, on=on)
        standings = facts.standings()
        tallies = tallies_of(memberships, on=on)

        assert tallies.titles == facts.titles
        assert tallies.people == len(people) == 9
        assert tallies.joined == len({person for person, _ in standings})
        assert tallies.by_course == {
            course: tally(standings.get((person, course), NOT_JOINED) for person in people)
            for course in facts.titles
        }


def test_a_page_and_the_whole_team_agree():
    """The small way (counted in memory) and the large one (counted by the database) say the same."""
    team, manager = a_large_team(51)
    person = team.memberships.get(user__name="Person 007").user
    a_completion(learner=person)

    large = team_grid(manager, team, on=TODAY)
    small = team_grid(manager, team, on=TODAY, name="Person 007")

    assert large.standings == small.standings
    assert (large.joined, small.joined) == (1, 1)
    assert (large.total.completed, small.total.completed) == (1, 1)


@pytest.mark.parametrize("typed", ["sian", "SIÂN", "o'brien", "o’brien", "siân o", "sia\u0302n  O\u2019B"])
def test_somebody_is_found_as_their_name_is_typed(client, typed):
    team, manager = a_large_team(3)
    a_membership(a_person("Siân O’Brien"), team)

    assert names_on(page_of(client, manager, team, name=typed)) == ["Siân O’Brien"]


def test_a_new_name_is_found_at_once(client):
    team, manager = a_large_team(3)
    person = team.memberships.get(user__name="Person 002").user
    actions.rename(user=person, name="Zoë", by=person, at=NOON)

    assert names_on(page_of(client, manager, team, name="zoe")) == ["Zoë"]
    assert names_on(page_of(client, manager, team, name="002")) == []
