"""What a role lets somebody do, where it would be easy to let them do more."""

from datetime import timedelta

import pytest

from lms.people import actions
from lms.people.models import RoleHolding, User
from lms.people.permissions import (
    MANAGES,
    can_close_account,
    can_view,
    has_permission,
    organisations_with,
    roles_of,
)
from lms.people.queries import memberships_of, role_holdings, team_tree
from lms.people.rules.roles import NETWORK_ADMINISTRATOR, ROLES, Permission
from tests.factories import NOON, TODAY
from tests.factories.people import a_membership, a_person, a_team, an_empty_team, an_organisation

pytestmark = pytest.mark.django_db


def grant(person, role, organisation=None) -> User:
    actions.grant_role(user=person, role=role, organisation=organisation, by=None, at=NOON)
    return User.objects.get(pk=person.pk)


def test_a_role_that_somebody_else_holds_opens_no_organisation():
    mine, theirs = an_organisation(), an_organisation()
    person = grant(a_person(), "organisation-administrator", mine)
    grant(a_person(), "organisation-administrator", theirs)

    assert list(organisations_with(person, Permission.MANAGE_ORGANISATION)) == [mine]
    assert list(organisations_with(a_person(), Permission.MANAGE_ORGANISATION)) == []


def test_a_role_of_an_organisation_opens_it_only_for_what_its_table_says():
    for role in (each for each in ROLES.values() if each.of_organisation):
        organisation = an_organisation()
        person = grant(a_person(), role.key, organisation)

        opened = {each for each in Permission if organisation in organisations_with(person, each)}

        assert opened == set(role.permissions) != set(Permission)


def test_roles_of_somebody_who_looks_after_everything_are_theirs_and_one_more():
    team, _ = a_team()
    person = grant(a_person(is_superuser=True), "trainer")
    a_membership(person, team, kind="manager")

    assert roles_of(person, on=TODAY) == {"trainer", MANAGES, NETWORK_ADMINISTRATOR.key}
    assert roles_of(a_person(is_superuser=True), on=TODAY) == {NETWORK_ADMINISTRATOR.key}


def test_roles_are_asked_for_once_in_a_request(django_assert_num_queries):
    person = grant(a_person(), "trainer")

    with django_assert_num_queries(1):
        assert roles_of(person, on=TODAY) == roles_of(person, on=TODAY) == {"trainer"}


def test_only_a_network_administrator_closes_the_account_of_somebody_with_a_role():
    organisation = an_organisation()
    person = grant(a_person(), "organisation-administrator", organisation)
    a_membership(person, an_empty_team(organisation=organisation))
    colleague = grant(a_person(), "organisation-administrator", organisation)

    assert can_close_account(grant(a_person(), "network-administrator"), person)
    assert not can_close_account(colleague, person)


def test_somebody_with_two_jobs_in_a_team_is_one_of_its_people():
    team = an_empty_team()
    person = a_person()
    a_membership(person, team, kind="manager")
    a_membership(person, team)

    [shown] = team_tree(team.organisation, on=TODAY)

    assert shown.people_that_day == 1


def test_a_teams_managers_come_first_and_then_its_members_by_name():
    team = an_empty_team()
    for name, kind in (("Zoe", "manager"), ("Ben", "member"), ("Ann", "member"), ("Amy", "manager")):
        a_membership(a_person(name), team, kind=kind)

    assert [each.user.name for each in memberships_of(team)] == ["Amy", "Zoe", "Ann", "Ben"]


def test_who_holds_which_role_is_in_the_order_of_roles_places_and_names(django_assert_num_queries):
    by = a_person("Olga")
    first, second = an_organisation("A trust"), an_organisation("B trust")
    for name, role, of in (
        ("Cara", "trainer", None),
        ("Bea", "organisation-administrator", second),
        ("Dan", "organisation-administrator", first),
        ("Abe", "trainer", None),
        ("Eve", "organisation-administrator", first),
    ):
        actions.grant_role(user=a_person(name), role=role, organisation=of, by=by, at=NOON)

    with django_assert_num_queries(1):
        named = [(each.user.name, each.granted_by.name) for each in role_holdings()]

    assert [name for name, _ in named] == ["Dan", "Eve", "Bea", "Abe", "Cara"]
    assert {giver for _, giver in named} == {"Olga"}
    assert RoleHolding.objects.count() == 5


def test_somebody_whose_account_is_closed_may_nothing_whatever_they_hold():
    organisation = an_organisation()
    person = grant(a_person(is_superuser=True), "network-administrator")
    local = grant(a_person(), "organisation-administrator", organisation)
    for each in (person, local):
        each.is_active = False

    assert not has_permission(person, Permission.MANAGE_NETWORK)
    assert not has_permission(local, Permission.MANAGE_ORGANISATION, organisation)
    assert list(organisations_with(person, Permission.MANAGE_ORGANISATION)) == []
    assert list(organisations_with(local, Permission.MANAGE_ORGANISATION)) == []
    assert roles_of(person, on=TODAY) == frozenset()


@pytest.mark.parametrize("permission", list(Permission))
def test_whoever_looks_after_everything_may_what_a_network_administrator_may_and_no_more(permission):
    person = a_person(is_superuser=True)

    assert has_permission(person, permission) == (permission in NETWORK_ADMINISTRATOR.permissions)


def test_a_role_for_the_whole_network_holds_in_each_organisation_and_in_those_of_later():
    person = grant(a_person(), "network-administrator")
    organisations = {an_organisation(), an_organisation()}

    assert all(has_permission(person, Permission.MANAGE_ORGANISATION, each) for each in organisations)
    assert set(organisations_with(person, Permission.MANAGE_ORGANISATION)) == organisations


def test_a_role_that_ended_opens_no_organisation_and_is_none_of_theirs():
    person = grant(a_person(), "organisation-administrator", an_organisation())
    actions.end_role(holding=person.role_holdings.get(), by=person, at=NOON)

    assert list(organisations_with(person, Permission.MANAGE_ORGANISATION)) == []
    assert roles_of(User.objects.get(pk=person.pk), on=TODAY) == frozenset()


def test_somebody_manages_only_while_they_do():
    person = a_person()
    a_membership(person, an_empty_team(), kind="manager", until=TODAY - timedelta(days=1))
    a_membership(person, an_empty_team())

    assert roles_of(person, on=TODAY) == frozenset()
    assert roles_of(User.objects.get(pk=person.pk), on=TODAY - timedelta(days=1)) == {MANAGES}


def test_nobody_closes_their_own_account_nor_one_without_a_place_nor_that_of_who_looks_after_everything():
    organisation = an_organisation()
    administrator = grant(a_person(), "network-administrator")
    local = grant(a_person(), "organisation-administrator", organisation)
    nowhere, former, above = a_person(), a_person(), a_person(is_superuser=True)
    a_membership(former, an_empty_team(organisation=organisation), until=TODAY - timedelta(days=1))
    a_membership(above, an_empty_team(organisation=organisation))

    assert not can_close_account(administrator, administrator)
    assert can_close_account(administrator, nowhere)
    assert [can_close_account(local, each) for each in (nowhere, former, above)] == [False, False, False]
    assert not can_close_account(a_person(), a_membership(a_person(), an_empty_team()).user)


def test_a_record_is_seen_on_a_day_by_whoever_saw_it_then():
    team, manager = a_team(members=1)
    member = team.memberships.get(kind="member").user

    assert can_view(manager, member, on=TODAY)
    assert can_view(member, member, on=TODAY)
    assert not can_view(member, manager, on=TODAY)
