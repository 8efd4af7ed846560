"""Who is trusted with what: granted, ended. Wagtail's groups follow at once."""

from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction

from lms.core import audit
from lms.core.refusals import Refusal
from lms.people.models import Organisation, RoleHolding, User
from lms.people.queries import network_administrators
from lms.people.rules.roles import GROUPS, NETWORK_ADMINISTRATOR, ROLES, groups_of


class RoleNeedsOrganisation(Refusal):
    pass


class RoleAlreadyHeld(Refusal):
    pass


class RoleAlreadyEnded(Refusal):
    pass


class LastAdministrator(Refusal):
    pass


@transaction.atomic
def grant_role(
    *, user: User, role: str, organisation: Organisation | None = None, by: User | None, at: datetime
) -> RoleHolding:
    user = User.objects.select_for_update().get(pk=user.pk)
    chosen = ROLES[role]
    if chosen.of_organisation != (organisation is not None):
        raise RoleNeedsOrganisation(
            f"Choose the organisation that {user.name} will look after."
            if chosen.of_organisation
            else f"The role {chosen.name} is for the whole network: leave the organisation empty."
        )
    if RoleHolding.objects.open().filter(user=user, role=role, organisation=organisation).exists():
        raise RoleAlreadyHeld(f"{user.name} already has the role {chosen.name}.")
    holding = RoleHolding.objects.create(
        user=user, role=role, organisation=organisation, granted_at=at, granted_by=by
    )
    if chosen == NETWORK_ADMINISTRATOR:
        User.objects.filter(pk=user.pk).update(is_superuser=True)
    keep_groups_in_step(user)
    audit.record(action="role.granted", by=by, at=at, about=holding, subject=user, detail={"role": role})
    return holding


@transaction.atomic
def end_role(*, holding: RoleHolding, by: User, at: datetime) -> RoleHolding:
    """The network keeps at least one administrator."""
    network_administrators_locked = list(
        network_administrators().select_for_update().order_by("pk").values_list("pk", flat=True)
    )
    holding = RoleHolding.objects.select_for_update().select_related("user").get(pk=holding.pk)
    if holding.ended_at:
        raise RoleAlreadyEnded("This role has already ended.")
    is_administrator = holding.role == NETWORK_ADMINISTRATOR.key
    if is_administrator and network_administrators_locked == [holding.user_id]:
        raise LastAdministrator(
            f"{holding.user.name} is the only network administrator. Give somebody else the role first."
        )
    holding.ended_at, holding.ended_by = at, by
    holding.save(update_fields=["ended_at", "ended_by"])
    if is_administrator:
        User.objects.filter(pk=holding.user_id).update(is_superuser=False)
    keep_groups_in_step(holding.user)
    audit.record(
        action="role.ended", by=by, at=at, about=holding, subject=holding.user, detail={"role": holding.role}
    )
    return holding


def keep_groups_in_step(user: User) -> None:
    """Put the person into the groups that their roles carry, and out of the others of ours."""
    held = RoleHolding.objects.open().filter(user=user, organisation=None)
    wanted = groups_of(frozenset(held.values_list("role", flat=True)))
    for name in GROUPS.values():
        group, _ = Group.objects.get_or_create(name=name)
        if name in wanted:
            user.groups.add(group)
        else:
            user.groups.remove(group)
