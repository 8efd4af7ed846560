"""Roles, what they allow, and that Wagtail hears of them at once."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from lms.core.models import OutgoingMail
from lms.people import actions
from lms.people.actions.roles import LastAdministrator, RoleAlreadyHeld, RoleNeedsOrganisation
from lms.people.models import User
from lms.people.permissions import can_close_account, has_permission, organisations_with
from lms.people.rules.roles import ROLES, Permission
from tests.factories import NOON
from tests.factories.people import a_membership, a_person, an_empty_team, an_organisation

pytestmark = pytest.mark.django_db


def with_role(role: str, organisation=None) -> User:
    person = a_person()
    actions.grant_role(user=person, role=role, organisation=organisation, by=None, at=NOON)
    return User.objects.get(pk=person.pk)


@pytest.mark.parametrize("role", [role for role in ROLES.values() if not role.of_organisation])
@pytest.mark.parametrize("permission", list(Permission))
def test_a_role_allows_what_its_table_says(role, permission):
    assert has_permission(with_role(role.key), permission) == (permission in role.permissions)


@pytest.mark.parametrize("permission", list(Permission))
def test_nobody_may_anything_without_a_role(permission):
    assert not has_permission(a_person(), permission)


def test_a_role_for_one_organisation_stays_in_it():
    mine, other = an_organisation(), an_organisation()
    person = with_role("organisation-administrator", mine)

    assert has_permission(person, Permission.MANAGE_ORGANISATION, mine)
    assert not has_permission(person, Permission.MANAGE_ORGANISATION, other)
    assert not has_permission(person, Permission.MANAGE_ORGANISATION)
    assert list(organisations_with(person, Permission.MANAGE_ORGANISATION)) == [mine]


def test_a_role_ends_and_so_does_what_it_allowed():
    person = with_role("trainer")
    actions.end_role(holding=person.role_holdings.get(), by=person, at=NOON)

    assert not has_permission(User.objects.get(pk=person.pk), Permission.WRITE_COURSES)


@pytest.mark.parametrize(
    ("role", "groups"),
    [
        ("trainer", {"Trainers"}),
        ("editor", {"Editors"}),
        ("coordinator", set()),
        ("network-administrator", {"Trainers", "Editors", "Administrators"}),
    ],
)
def test_wagtails_groups_follow(role, groups):
    person = with_role(role)

    assert set(person.groups.values_list("name", flat=True)) == groups


def test_another_role_with_the_same_group_keeps_it():
    with_role("network-administrator")
    person = with_role("network-administrator")
    actions.grant_role(user=person, role="trainer", by=None, at=NOON)
    actions.end_role(holding=person.role_holdings.get(role="network-administrator"), by=person, at=NOON)

    person = User.objects.get(pk=person.pk)
    assert set(person.groups.values_list("name", flat=True)) == {"Trainers"}
    assert not person.is_superuser


def test_groups_of_somebody_else_are_left_alone():
    person = a_person()
    person.groups.add(Group.objects.get_or_create(name="Moderators")[0])

    actions.grant_role(user=person, role="trainer", by=None, at=NOON)

    assert person.groups.filter(name="Moderators").exists()


def test_the_network_keeps_an_administrator():
    only = with_role("network-administrator")

    with pytest.raises(LastAdministrator):
        actions.end_role(holding=only.role_holdings.get(), by=only, at=NOON)
    with pytest.raises(LastAdministrator):
        actions.close_account(user=only, by=only, at=NOON)


def test_a_role_is_held_once_and_where_it_belongs():
    person = with_role("trainer")

    with pytest.raises(RoleAlreadyHeld):
        actions.grant_role(user=person, role="trainer", by=None, at=NOON)
    with pytest.raises(RoleNeedsOrganisation):
        actions.grant_role(user=person, role="organisation-administrator", by=None, at=NOON)
    with pytest.raises(RoleNeedsOrganisation):
        actions.grant_role(user=person, role="editor", organisation=an_organisation(), by=None, at=NOON)


def test_closing_an_account_ends_roles_and_memberships():
    person = with_role("trainer")
    a_membership(person, an_empty_team())

    actions.close_account(user=person, by=a_person(), at=NOON)

    assert not person.role_holdings.open().exists()
    assert not person.memberships.open().exists()
    assert not person.groups.exists()


def test_whose_account_an_organisation_administrator_may_close():
    mine = an_organisation()
    administrator = with_role("organisation-administrator", mine)
    here, elsewhere, both, trainer = a_person(), a_person(), a_person(), with_role("trainer")
    a_membership(here, an_empty_team(organisation=mine))
    a_membership(elsewhere, an_empty_team())
    a_membership(both, an_empty_team(organisation=mine))
    a_membership(both, an_empty_team())
    a_membership(trainer, an_empty_team(organisation=mine))

    allowed = [
        can_close_account(administrator, who) for who in (here, elsewhere, both, trainer, administrator)
    ]

    assert allowed == [True, False, False, False, False]


def test_the_first_administrator_gets_a_mail_and_there_is_only_one_first(capsys):
    call_command("first_admin", "first@example.org", name="Fay First")

    first = User.objects.get(email="first@example.org")
    assert has_permission(first, Permission.MANAGE_NETWORK)
    assert "/accounts/login/" in OutgoingMail.objects.get(to="first@example.org").text
    assert "code sent by e-mail" in capsys.readouterr().out
    with pytest.raises(CommandError, match="already has a network administrator"):
        call_command("first_admin", "second@example.org")


def test_an_empty_site_gets_its_first_pages(client):
    call_command("first_admin", "first@example.org", verbosity=0)

    assert all(
        client.get(address).status_code == 200 for address in ("/", "/help/", "/accessibility/", "/privacy/")
    )


def test_the_first_administrator_needs_an_address():
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("first_admin", "fay")
