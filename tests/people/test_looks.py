"""Who looked at me: entries about me alone, and looks at teams that showed me then."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from lms.core import audit
from lms.core.models import AuditEntry
from lms.people import actions
from lms.people.queries import who_looked
from lms.people.rules.looks import Span, was_shown
from tests.factories import NOON, TODAY
from tests.factories.people import a_job_role, a_membership, a_person, a_team, an_empty_team

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
YESTERDAY = TODAY - DAY


def a_look(team, manager, *, at=NOON, on=None, what="team_progress"):
    audit.looked_at_group(team, by=manager, what=what, on=on or at.date(), at=at)


def looks_at(person):
    return [(look.by, look.what) for look in who_looked(person)]


def joins(person, team, *, at, since=None, kind="member"):
    return actions.add_membership(
        user=person, team=team, job_role=a_job_role(), kind=kind, since=since or at.date(), by=None, at=at
    )


def test_everybody_in_the_team_then_was_looked_at_and_nobody_else():
    team, manager = a_team(members=1)
    member = team.memberships.get(kind="member").user
    a_look(team, manager)

    assert looks_at(member) == [("Maxine Manager", f"the page of {team.name}")]
    assert looks_at(a_team(members=1)[0].memberships.get(kind="member").user) == []
    assert looks_at(manager) == []
    assert looks_at(a_person("In no team")) == []


def test_whoever_joined_after_the_look_was_not_looked_at_not_even_on_the_same_day():
    team, manager = a_team(members=0)
    a_look(team, manager)
    same_day, next_day, dated_back = a_person(), a_person(), a_person()
    joins(same_day, team, at=NOON + HOUR)
    joins(next_day, team, at=NOON + DAY)
    joins(dated_back, team, at=NOON + HOUR, since=date(2026, 1, 1))

    assert [looks_at(each) for each in (same_day, next_day, dated_back)] == [[], [], []]


def test_whoever_left_before_the_look_was_not_looked_at():
    team, manager = a_team(members=0)
    left, last_day = a_person(), a_person()
    a_membership(left, team, until=YESTERDAY)
    a_membership(last_day, team, until=TODAY)
    a_look(team, manager)

    assert looks_at(left) == []
    assert len(looks_at(last_day)) == 1


def test_an_end_entered_after_the_look_takes_no_look_away():
    team, manager = a_team(members=0)
    member = a_person()
    membership = joins(member, team, at=NOON - 9 * DAY)
    a_look(team, manager)
    actions.end_membership(membership=membership, on=YESTERDAY, by=manager, at=NOON + HOUR)

    assert len(looks_at(member)) == 1
    a_look(team, manager, at=NOON + 2 * HOUR)
    assert len(looks_at(member)) == 1


def test_a_change_of_job_role_hides_and_doubles_nothing():
    team, manager = a_team(members=0)
    member = a_person()
    membership = joins(member, team, at=NOON - 9 * DAY)
    a_look(team, manager)
    actions.change_job_role(
        membership=membership, job_role=a_job_role("Nurse"), on=TODAY, by=manager, at=NOON + HOUR
    )
    a_look(team, manager, at=NOON + 2 * HOUR)

    assert len(looks_at(member)) == 2


def test_a_team_shows_those_beneath_and_neither_those_above_nor_beside():
    above, head = a_team(members=0)
    middle, beside = an_empty_team(beneath=above), an_empty_team(beneath=above)
    below = an_empty_team(beneath=middle)
    people = {team: a_person() for team in (above, middle, beside, below)}
    for team, person in people.items():
        a_membership(person, team)
    a_look(middle, head)

    assert {team for team, person in people.items() if looks_at(person)} == {middle, below}


def test_the_manager_of_a_team_beneath_is_on_the_page_and_a_second_one_of_the_team_itself_is_not():
    team, head = a_team(members=0)
    below = an_empty_team(beneath=team)
    deputy, lead = a_person("Deputy"), a_person("Lead")
    a_membership(deputy, team, kind="manager")
    a_membership(lead, below, kind="manager")
    a_look(team, head)

    assert looks_at(deputy) == []
    assert len(looks_at(lead)) == 1


def test_somebody_who_moved_was_looked_at_where_they_were():
    old, old_manager = a_team(members=0)
    new, new_manager = a_team(members=0)
    mover = a_person()
    a_membership(mover, old, until=YESTERDAY)
    a_membership(mover, new, since=TODAY)
    for at in (NOON - DAY, NOON):
        a_look(old, old_manager, at=at)
        a_look(new, new_manager, at=at)

    assert sorted(look.what for look in who_looked(mover)) == sorted(
        [f"the page of {old.name}", f"the page of {new.name}"]
    )
    assert [look.at for look in who_looked(mover)] == [NOON, NOON - DAY]


def test_a_team_that_is_closed_and_a_manager_who_has_gone_were_there_then():
    team, _ = a_team(members=0)
    manager, member = a_person("Gone Manager"), a_person()
    managing = joins(manager, team, at=NOON - 9 * DAY, kind="manager")
    membership = joins(member, team, at=NOON - 9 * DAY)
    a_look(team, manager, at=NOON - 2 * DAY, what="team_export")
    for each in (managing, membership):
        actions.end_membership(membership=each, on=YESTERDAY, by=member, at=NOON - DAY)
    type(team).objects.filter(pk=team.pk).update(closed_on=TODAY)
    type(manager).objects.filter(pk=manager.pk).update(is_active=False, closed_at=NOON)

    assert looks_at(member) == [("Gone Manager", f"a file of {team.name}")]


def test_a_look_at_a_day_past_showed_those_of_that_day():
    team, manager = a_team(members=0)
    then, now = a_person(), a_person()
    a_membership(then, team, until=date(2026, 3, 31))
    a_membership(now, team, since=date(2026, 9, 1))
    a_look(team, manager, on=date(2026, 3, 1))

    assert len(looks_at(then)) == 1
    assert looks_at(now) == []


def test_entries_of_before_that_name_the_person_are_read_as_well():
    team, manager = a_team(members=1)
    member = team.memberships.get(kind="member").user
    audit.record(action="looked_at.team_progress", by=manager, at=NOON - DAY, subject=member)
    audit.looked_at(member, by=manager, what="record", at=NOON - HOUR)
    a_look(team, manager)

    assert [look.what for look in who_looked(member)] == [
        f"the page of {team.name}",
        "your page",
        "the page of your team",
    ]


def test_what_the_pages_write_is_what_the_person_reads(client, time_machine):
    time_machine.move_to(NOON)
    team, manager = a_team(members=1)
    member = team.memberships.get(kind="member").user
    client.force_login(manager)
    for name in ("team", "team_csv"):
        client.get(reverse(f"reports:{name}", args=[team.pk]))
    client.force_login(member)

    text = client.get(reverse("people:who_can_see_me")).text

    assert f"Maxine Manager opened the page of {team.name}" in text
    assert f"Maxine Manager opened a file of {team.name}" in text
    assert AuditEntry.objects.filter(action__startswith="looked_at.").count() == 2


@pytest.mark.parametrize("size", [1, 3])
def test_it_takes_the_same_statements_however_many_looked(django_assert_num_queries, size):
    member = a_person()
    for _ in range(size):
        team, manager = a_team(members=2)
        a_membership(member, team)
        a_look(team, manager)
        audit.looked_at(member, by=manager, what="record", at=NOON)

    with django_assert_num_queries(8):
        assert len(who_looked(member)) == 2 * size


def test_only_the_latest_are_listed():
    team, manager = a_team(members=1)
    member = team.memberships.get(kind="member").user
    for hours in range(60):
        a_look(team, manager, at=NOON + hours * HOUR)

    looks = who_looked(member)

    assert len(looks) == 50
    assert looks[0].at == NOON + 59 * HOUR


def test_a_span_holds_from_its_first_to_its_last_day_as_far_as_was_known():
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    span = Span("0001", False, date(2026, 11, 20), date(2026, 11, 22), begun_at=at, ended_at=at + HOUR)

    assert not span.holds(date(2026, 11, 21), as_known_at=at - HOUR)
    assert span.holds(date(2026, 11, 23), as_known_at=at)
    assert not span.holds(date(2026, 11, 23), as_known_at=at + HOUR)
    assert not was_shown([span], [], team_path="0001", on=date(2026, 11, 21), at=at)
