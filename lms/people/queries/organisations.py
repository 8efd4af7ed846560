"""Organisations, their teams, and who is in them."""

from datetime import date

from allauth.account.models import EmailAddress
from django.db.models import Count, Prefetch, Q, QuerySet

from lms.core.models import AuditEntry
from lms.people.models import Invitation, Membership, Organisation, RoleHolding, Team, User
from lms.people.models.sight import on_day
from lms.people.queries.sight import paths_down_to
from lms.people.rules.roles import NETWORK_ADMINISTRATOR


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
        above = reversed(paths_down_to(team)[:-1])
        team.managed_from = next((managed[path] for path in above if path in managed), None)
    return teams


def managers_above(team: Team, *, on: date) -> QuerySet[Membership]:
    """Managers of the teams that this one is part of, who see its people too; the nearest first."""
    return (
        Membership.objects.on(on)
        .managers()
        .filter(team__path__in=paths_down_to(team)[:-1], user__is_active=True)
        .select_related("user", "team")
        .order_by("-team__path", "user__name")
    )


def memberships_of(team: Team) -> QuerySet[Membership]:
    """Managers first, then by name, with person and job role."""
    in_force = team.memberships.in_force().select_related("user", "job_role", "team")
    return in_force.order_by("kind", "user__name", "pk")


def people_of(organisations: QuerySet[Organisation]) -> QuerySet[User]:
    """Everybody who is, was or will be in a team of these organisations."""
    return User.objects.filter(
        pk__in=Membership.objects.filter(team__organisation__in=organisations).values("user")
    )


def people_in(organisation: Organisation, *, on: date) -> QuerySet[User]:
    """Everybody who is in a team of this organisation that day."""
    there = Membership.objects.on(on).filter(team__organisation=organisation)
    return User.objects.filter(pk__in=there.values("user"))


def open_invitations(organisation: Organisation, words: str = "") -> QuerySet[Invitation]:
    """Neither accepted nor withdrawn; those too old among them, since they can be sent again.

    ``words`` stand in the address, the name or the team's name.
    """
    found = Invitation.objects.filter(team__organisation=organisation, accepted_at=None, withdrawn_at=None)
    if words:
        found = found.filter(
            Q(email__icontains=words) | Q(name__icontains=words) | Q(team__name__icontains=words)
        )
    return found.select_related("team__organisation", "job_role").latest_first()


def ended_with_account(person: User) -> QuerySet[Membership]:
    """Memberships that ended because the account was last closed, and that do not go on by now."""
    closed = AuditEntry.objects.filter(action="account.closed", subject_id=person.pk).order_by("-at").first()
    if closed is None:
        return Membership.objects.none()
    ended = AuditEntry.objects.filter(action="membership.ended", subject_id=person.pk, at=closed.at)
    keys = [int(key) for key in ended.values_list("about_id", flat=True)]
    now = Membership.objects.open().filter(user=person).values("team")
    over = Membership.objects.in_force().filter(pk__in=keys, team__closed_on=None).exclude(team__in=now)
    return over.select_related("team__organisation", "job_role")


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
