"""Reads that join people, teams and the audit."""

from dataclasses import dataclass
from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.db.models import Count, Prefetch, Q, QuerySet

from lms.core.models import AuditEntry
from lms.people.models import Invitation, Membership, Organisation, RoleHolding, Team, User
from lms.people.models.sight import on_day
from lms.people.rules.roles import NETWORK_ADMINISTRATOR


@dataclass(frozen=True)
class Seer:
    """Somebody who can see a person's record, and by which team, from when until when."""

    person: User
    because_of: Team
    since: date
    until: date | None


def who_can_see(person: User, *, on: date) -> list[Seer]:
    """Everybody but the person, by name; ``visible_to`` seen from the other side."""
    mine = list(Membership.objects.on(on).filter(user=person).select_related("team", "team__organisation"))
    above = {path for membership in mine for path in _paths_down_to(membership.team)}
    managing = (
        Membership.objects.on(on)
        .managers()
        .filter(team__path__in=above, user__is_active=True)
        .exclude(user=person)
        .select_related("user", "team", "team__organisation")
        .order_by("user__name", "user", "since")
    )
    return [
        _seer(manager, membership)
        for manager in managing
        for membership in mine
        if membership.team.path.startswith(manager.team.path)
    ]


def _paths_down_to(team: Team) -> list[str]:
    return [team.path[:end] for end in range(Team.steplen, len(team.path) + 1, Team.steplen)]


def _seer(manager: Membership, membership: Membership) -> Seer:
    ends = [day for day in (manager.until, membership.until) if day]
    since = max(manager.since, membership.since)
    return Seer(manager.user, manager.team, since, min(ends) if ends else None)


@dataclass(frozen=True)
class Look:
    """Somebody looked at a person's record."""

    by: str
    what: str
    at: datetime


def who_looked(person: User, *, limit: int = 50) -> list[Look]:
    """The latest looks first, with names."""
    entries = list(AuditEntry.objects.looks_at(person).latest_first()[:limit])
    names = dict(User.objects.filter(pk__in={entry.by_id for entry in entries}).values_list("pk", "name"))
    return [
        Look(
            by=names.get(entry.by_id, "The system"),
            what=entry.action.removeprefix("looked_at.").replace("_", " "),
            at=entry.at,
        )
        for entry in entries
    ]


def team_tree(organisation: Organisation, *, on: date) -> list[Team]:
    """Teams in the order of the tree, with ``people_that_day``, ``managers_that_day`` (memberships), and
    ``managed_from``: the nearest team above whose managers also see this one.
    """
    managers = Membership.objects.on(on).managers().select_related("user").order_by("user__name")
    teams = list(
        Team.objects.of(organisation)
        .annotate(
            people_that_day=Count("memberships__user", filter=on_day(on, "memberships__"), distinct=True)
        )
        .prefetch_related(Prefetch("memberships", managers, to_attr="managers_that_day"))
    )
    managed = {team.path: team for team in teams if team.managers_that_day}
    for team in teams:
        above = reversed(_paths_down_to(team)[:-1])
        team.managed_from = next((managed[path] for path in above if path in managed), None)
    return teams


def managers_above(team: Team, *, on: date) -> QuerySet[Membership]:
    """Managers of the teams that this one is part of, who see its people too; the nearest first."""
    return (
        Membership.objects.on(on)
        .managers()
        .filter(team__path__in=_paths_down_to(team)[:-1], user__is_active=True)
        .select_related("user", "team")
        .order_by("-team__path", "user__name")
    )


def memberships_of(team: Team) -> QuerySet[Membership]:
    """Managers first, then by name, with person and job role."""
    return team.memberships.select_related("user", "job_role", "team").order_by("kind", "user__name", "pk")


def people_of(organisations: QuerySet[Organisation]) -> QuerySet[User]:
    """Everybody who is, was or will be in a team of these organisations."""
    return User.objects.filter(
        pk__in=Membership.objects.filter(team__organisation__in=organisations).values("user")
    )


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Neither accepted nor withdrawn; those too old among them, since they can be sent again."""
    return (
        Invitation.objects.filter(team__organisation=organisation, accepted_at=None, withdrawn_at=None)
        .select_related("team", "job_role")
        .latest_first()
    )


def role_holdings() -> QuerySet[RoleHolding]:
    """Who holds which role now."""
    return (
        RoleHolding.objects.open()
        .select_related("user", "organisation", "granted_by")
        .order_by("role", "organisation__name", "user__name", "pk")
    )


def network_administrators() -> QuerySet[User]:
    """People who can look after everything now."""
    held = RoleHolding.objects.open().filter(role=NETWORK_ADMINISTRATOR.key)
    return User.objects.open().filter(Q(is_superuser=True) | Q(pk__in=held.values("user")))


def person_with_address(email: str) -> User | None:
    """Whoever has confirmed this address, closed accounts included."""
    address = EmailAddress.objects.filter(email__iexact=email, verified=True).select_related("user").first()
    if address:
        return address.user
    return User.objects.filter(email__iexact=email).first()
