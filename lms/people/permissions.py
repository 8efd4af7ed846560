"""May this person …? One question, one function."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from lms.people.models import Membership, Organisation, RoleHolding, User
from lms.people.rules.roles import NETWORK_ADMINISTRATOR, ROLES, Permission

#: Among roles, says that somebody manages a team today. Not a role that is granted.
MANAGES = "manager"


def has_permission(user: Any, permission: Permission, organisation: Organisation | None = None) -> bool:
    """By a role held for this organisation, or for the whole network.

    Without an organisation only roles held for the whole network count.
    """
    if not user.is_active:
        return False
    if user.is_superuser:
        return permission in NETWORK_ADMINISTRATOR.permissions
    return any(
        permission in ROLES[role].permissions
        for role, of in RoleHolding.objects.open().filter(user=user).values_list("role", "organisation")
        if of is None or (organisation is not None and of == organisation.pk)
    )


def organisations_with(user: Any, permission: Permission) -> QuerySet[Organisation]:
    """Organisations for which this person has the permission: some, all or none."""
    if has_permission(user, permission):
        return Organisation.objects.all()
    if not user.is_active:
        return Organisation.objects.none()
    roles = [role.key for role in ROLES.values() if permission in role.permissions]
    held = RoleHolding.objects.open().filter(user=user, role__in=roles)
    return Organisation.objects.filter(pk__in=held.values("organisation"))


def roles_of(user: Any, *, on: date) -> frozenset[str]:
    """Keys of the roles that this person holds, and ``MANAGES`` if they manage a team that day.

    One statement, remembered on ``user``: every page's navigation asks.
    """
    if not user.is_active:
        return frozenset()
    remembered: frozenset[str] | None = getattr(user, "_roles_of", None)
    if remembered is None:
        held = RoleHolding.objects.open().filter(user=user).values_list("role")
        managing = Membership.objects.on(on).managers().filter(user=user).values_list("kind")
        remembered = frozenset(word for (word,) in held.union(managing))
        if user.is_superuser:
            remembered |= {NETWORK_ADMINISTRATOR.key}
        user._roles_of = remembered
    return remembered


def can_view(viewer: User, subject: User, *, on: date) -> bool:
    """May ``viewer`` see the learning record of ``subject`` on that day?"""
    return User.objects.visible_to(viewer, on=on).filter(pk=subject.pk).exists()


def can_close_account(user: User, person: User) -> bool:
    """A network administrator; or whoever looks after every organisation that the person now works in.

    Nobody closes their own, and only a network administrator closes that of somebody with a role.
    """
    if user.pk == person.pk:
        return False
    if has_permission(user, Permission.MANAGE_NETWORK):
        return True
    if person.is_superuser or RoleHolding.objects.open().filter(user=person).exists():
        return False
    mine = organisations_with(user, Permission.MANAGE_ORGANISATION)
    memberships = Membership.objects.open().filter(user=person)
    return memberships.exists() and not memberships.exclude(team__organisation__in=mine).exists()
