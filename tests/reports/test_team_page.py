"""The grid of a team: what it says, how it is asked, and that it does not slow down."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from lms.core.models import AuditEntry
from tests.factories import NOON
from tests.factories.courses import an_edition, an_enrolment
from tests.factories.people import a_membership, a_person, a_team, an_empty_team
from tests.factories.reports import a_certificate, a_completion, finished_parts

MARCH = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_types")]


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOON)


def page_of(client, manager, team, **query):
    client.force_login(manager)
    return client.get(reverse("reports:team", args=[team.pk]), query)


def members(team):
    return [each.user for each in team.memberships.filter(kind="member").order_by("user__name")]


@pytest.mark.parametrize("size", [1, 3, 50])
def test_the_grid_takes_the_same_statements_whatever_the_size(client, django_assert_num_queries, size):
    team, manager = a_team(members=size)
    editions = [an_edition(title=f"Course {n}") for n in range(3)]
    for person in members(team):
        a_certificate(a_completion(learner=person, edition=editions[0]))
        finished_parts(an_enrolment(learner=person, edition=editions[1]), how_many=1)
    client.force_login(manager)

    with django_assert_num_queries(10):
        page = client.get(reverse("reports:team", args=[team.pk]))

    assert all(person.name in page.text for person in members(team))
    assert page.text.count("1 of 2") == size


def test_each_cell_says_where_the_person_stands(client):
    team, manager = a_team(members=1)
    (person,) = members(team)
    certificate = a_certificate(a_completion(learner=person, edition=an_edition(title="Done <b>"), at=MARCH))
    finished_parts(an_enrolment(learner=person, edition=an_edition(lessons=6, title="Half")), how_many=3)
    a_completion(learner=a_person(), edition=an_edition(title="Of somebody else"))

    page = page_of(client, manager, team)

    assert "2 March 2026" in page.text
    assert certificate.number in page.text
    assert "3 of 7" in page.text
    assert "Done &lt;b&gt;" in page.text
    assert "Of somebody else" not in page.text
    assert "Of 2\u00a0enrolments, 1 is completed (50\u00a0%) and 1 under way." in page.text


def test_a_certificate_that_is_being_made_says_so(client):
    team, manager = a_team(members=1)
    a_certificate(a_completion(learner=members(team)[0]), issued=False)

    assert "Certificate being made" in page_of(client, manager, team).text


def test_an_optional_or_dropped_part_does_not_count(client):
    team, manager = a_team(members=1)
    edition = an_edition(lessons=2)
    enrolment = an_enrolment(learner=members(team)[0], edition=edition)
    finished_parts(enrolment, how_many=2)
    newer = an_edition(course=edition.course, number=2, lessons=4)
    type(enrolment).objects.filter(pk=enrolment.pk).update(edition_number=newer.number)

    assert "0 of 5" in page_of(client, manager, team).text


def test_a_past_day_shows_what_was_so_on_that_day(client):
    team, manager = a_team(members=1)
    (person,) = members(team)
    enrolment = an_enrolment(learner=person, edition=an_edition(lessons=3, at=MARCH), at=MARCH)
    finished_parts(enrolment, how_many=1, at=MARCH)
    a_completion(learner=person, edition=an_edition(title="Only later"))

    page = page_of(client, manager, team, on="2026-03-31")

    assert "1 of 4" in page.text
    assert "Only later" not in page.text
    assert "As it was on" in page.text
    assert f"{person.key}/?on=2026-03-31" in page.text


@pytest.mark.parametrize(
    ("on", "sentence"), [("2027-01-01", "still to come"), ("31 March", "not a date"), ("0000-00-00", "not a")]
)
def test_a_day_that_is_no_use_shows_today_and_says_so(client, on, sentence):
    team, manager = a_team(members=1)

    page = page_of(client, manager, team, on=on)

    assert page.status_code == 200
    assert sentence in page.text
    assert members(team)[0].name in page.text


def test_the_teams_beneath_are_in_it_and_can_be_chosen(client):
    team, manager = a_team(members=1)
    below = an_empty_team(beneath=team, name="Blackpool north")
    nearby = a_person("Nadia Beneath")
    a_membership(nearby, below)
    a_membership(a_person("Leads Beneath"), below, kind="manager")

    page = page_of(client, manager, team)

    assert "Nadia Beneath" in page.text
    assert "Leads Beneath" in page.text
    assert reverse("reports:team", args=[below.pk]) in page.text
    assert members(team)[0].name not in page_of(client, manager, below).text


def test_names_and_courses_can_be_filtered(client):
    team, manager = a_team()
    for name in ("Aisha Khan", "Bethan Jones"):
        person = a_person(name)
        a_membership(person, team)
        an_enrolment(learner=person, edition=an_edition(title=f"Course of {name}"))

    one_name = page_of(client, manager, team, name="aisha")
    assert "Aisha Khan" in one_name.text
    assert "Bethan Jones" not in one_name.text
    course = page_of(client, manager, team).context["courses"][0]
    one_course = page_of(client, manager, team, course=course[0])
    assert one_course.context["columns"] == [course[1]]
    assert page_of(client, manager, team, course="x").status_code == 200


def test_a_look_is_one_entry_that_names_the_team(client):
    team, manager = a_team(members=3)

    page_of(client, manager, team, on="2026-03-31")

    (entry,) = AuditEntry.objects.filter(action="looked_at.team_progress")
    assert (entry.by_id, entry.subject_id, entry.about_kind) == (manager.pk, None, "people.team")
    assert (entry.about_id, entry.detail) == (str(team.pk), {"on": "2026-03-31"})


def test_somebody_in_two_teams_beneath_stands_there_once(client):
    team, manager = a_team()
    person = a_person("Twice There")
    for name in ("One", "Two"):
        a_membership(person, an_empty_team(beneath=team, name=name))

    page_of(client, manager, team)
    grid = client.get(reverse("reports:team", args=[team.pk])).context["rows"]

    assert [row["name"] for row in grid].count("Twice There") == 1


def test_a_team_without_people_or_courses_says_so(client):
    team, manager = a_team(members=0)
    assert "There is nobody in this team today." in page_of(client, manager, team).text
    a_membership(a_person(), team)
    assert "Nobody here has joined a course yet" in page_of(client, manager, team).text


def test_my_teams_shows_figures_and_one_team_is_opened_at_once(client):
    team, manager = a_team(members=2)
    client.force_login(manager)
    assert client.get(reverse("reports:teams")).url == reverse("reports:team", args=[team.pk])

    below = an_empty_team(beneath=team)
    person = a_person()
    a_membership(person, below)
    a_completion(learner=person)
    an_enrolment(learner=members(team)[0])
    rows = client.get(reverse("reports:teams")).context["rows"]

    figures = [(row["figures"].people, row["figures"].under_way, row["figures"].completed) for row in rows]
    assert figures == [(3, 1, 1), (1, 0, 1)]


@pytest.mark.parametrize("size", [1, 3])
def test_my_teams_takes_the_same_statements_whatever_the_size(client, django_assert_num_queries, size):
    team, manager = a_team(members=size)
    for _ in range(size):
        a_membership(a_person(), an_empty_team(beneath=team))
    for person in members(team):
        a_completion(learner=person)
    client.force_login(manager)

    with django_assert_num_queries(9):
        assert client.get(reverse("reports:teams")).status_code == 200
