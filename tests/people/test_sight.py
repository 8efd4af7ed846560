"""Whose records somebody sees: the one rule, at its edges, and seen from the other side."""

from datetime import date, timedelta

import pytest

from lms.people.models import User
from lms.people.permissions import can_view
from lms.people.queries import who_can_see
from tests.factories import TODAY
from tests.factories.people import (
    LONG_AGO,
    a_membership,
    a_person,
    a_team,
    an_empty_team,
    an_organisation,
)

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def seen_by(person: User, on: date = TODAY) -> set[User]:
    return set(User.objects.visible_to(person, on=on))


def test_a_learner_sees_nobody_but_themselves():
    team, _ = a_team(members=2)
    learner = team.memberships.exclude(kind="manager").first().user

    assert seen_by(learner) == {learner}


def test_a_manager_sees_the_members_of_their_team_and_nobody_elses():
    team, manager = a_team(members=2)
    a_team(members=2)

    assert seen_by(manager) == {membership.user for membership in team.memberships.all()}


def test_sight_ends_with_the_last_day_of_managing():
    team, _ = a_team(members=1)
    member = team.memberships.filter(kind="member").get().user
    leaving = a_person("Leaving Manager")
    a_membership(leaving, team, kind="manager", until=TODAY)

    assert can_view(leaving, member, on=TODAY)
    assert not can_view(leaving, member, on=TOMORROW)


def test_sight_ends_with_the_last_day_of_the_member():
    team, manager = a_team(members=0)
    member = a_person()
    a_membership(member, team, until=TODAY)

    assert can_view(manager, member, on=TODAY)
    assert not can_view(manager, member, on=TOMORROW)


def test_sight_begins_with_the_first_day():
    team, manager = a_team(members=0)
    member = a_person()
    a_membership(member, team, since=TODAY)

    assert not can_view(manager, member, on=YESTERDAY)
    assert can_view(manager, member, on=TODAY)


def test_a_manager_sees_the_teams_beneath_and_not_those_above_or_beside():
    above, head = a_team(members=1)
    beneath = an_empty_team(beneath=above)
    deep = an_empty_team(beneath=beneath)
    beside = an_empty_team(beneath=above)
    lead, deep_member, side_member = a_person("Lead"), a_person("Deep"), a_person("Side")
    a_membership(lead, beneath, kind="manager")
    a_membership(deep_member, deep)
    a_membership(side_member, beside)

    assert deep_member in seen_by(head)
    assert side_member in seen_by(head)
    assert seen_by(lead) == {lead, deep_member}


def test_two_organisations_never_share_a_tree():
    """The eleventh root's path must not begin like the first one's."""
    _first, manager = a_team(members=1)
    for _ in range(40):
        a_membership(a_person(), an_empty_team(organisation=an_organisation()))

    assert len(seen_by(manager)) == 2


def test_somebody_with_two_employers_is_seen_by_each_only_while_there():
    here, manager_here = a_team(members=0)
    there, manager_there = a_team(members=0)
    both = a_person()
    a_membership(both, here, until=TODAY)
    a_membership(both, there)

    assert can_view(manager_here, both, on=TODAY)
    assert can_view(manager_there, both, on=TODAY)
    assert not can_view(manager_here, both, on=TOMORROW)
    assert can_view(manager_there, both, on=TOMORROW)


def test_a_closed_account_sees_only_itself():
    _team, manager = a_team(members=1)
    manager.is_active = False

    assert seen_by(manager) == {manager}


def test_who_can_see_me_and_whom_i_see_are_the_same_rule():
    above, _head = a_team(members=1)
    beneath = an_empty_team(beneath=above)
    a_membership(a_person("Lead"), beneath, kind="manager", until=TODAY)
    a_membership(a_person("Past"), beneath, kind="manager", until=YESTERDAY)
    a_membership(a_person("Coming"), above, kind="manager", since=TOMORROW)
    a_membership(a_person("Member"), beneath)
    a_membership(a_person("Gone"), beneath, until=YESTERDAY)
    a_team(members=1)

    for day in (LONG_AGO - timedelta(days=1), YESTERDAY, TODAY, TOMORROW):
        for person in User.objects.all():
            seers = {seer.person for seer in who_can_see(person, on=day)}
            looking = {
                other for other in User.objects.exclude(pk=person.pk) if can_view(other, person, on=day)
            }
            assert seers == looking, (person, day)


def test_who_can_see_me_says_why_and_until_when():
    team, manager = a_team(members=0)
    member = a_person()
    a_membership(member, team, since=YESTERDAY, until=TOMORROW)

    (seer,) = who_can_see(member, on=TODAY)

    assert (seer.person, seer.because_of, seer.since, seer.until) == (manager, team, YESTERDAY, TOMORROW)
