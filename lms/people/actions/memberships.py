"""Who is in which team: begun, changed, ended by a date."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from lms.core import audit
from lms.core.refusals import Refusal
from lms.core.words import long_date
from lms.people.actions.teams import refuse_closed
from lms.people.models import JobRole, Membership, Team, User


class AlreadyInTeam(Refusal):
    pass


class AccountClosed(Refusal):
    pass


class AlreadyEnded(Refusal):
    pass


class EndsBeforeItStarts(Refusal):
    pass


@transaction.atomic
def add_membership(
    *,
    user: User,
    team: Team,
    job_role: JobRole,
    kind: str = Membership.Kind.MEMBER,
    since: date,
    by: User | None,
    at: datetime,
) -> Membership:
    team = Team.objects.select_for_update().get(pk=team.pk)
    refuse_closed(team)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.closed_at:
        raise AccountClosed(f"The account of {user.name} is closed. Reopen it first.")
    if _already_in(user, team, kind, since=since):
        raise AlreadyInTeam(f"{user.name} is already in {team.name} at that time, as a {kind}.")
    membership = Membership.objects.create(user=user, team=team, job_role=job_role, kind=kind, since=since)
    audit.record(
        action="membership.began",
        by=by,
        at=at,
        about=membership,
        subject=user,
        detail={"team": team.pk, "kind": str(kind), "since": str(since)},
    )
    return membership


def _already_in(user: User, team: Team, kind: str, *, since: date) -> bool:
    still = Q(until=None) | Q(until__gte=since)
    return Membership.objects.filter(still, user=user, team=team, kind=kind).exists()


@transaction.atomic
def end_membership(*, membership: Membership, on: date, by: User, at: datetime) -> Membership:
    """``on`` is its last day, which may lie ahead. It is said once: an end is a fact."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.until:
        raise AlreadyEnded(f"This membership already has a last day: {long_date(membership.until)}.")
    if on < membership.since:
        raise EndsBeforeItStarts(
            f"It began on {long_date(membership.since)}, so its last day cannot be before that."
        )
    membership.until = on
    membership.save(update_fields=["until"])
    audit.record(
        action="membership.ended",
        by=by,
        at=at,
        about=membership,
        subject=membership.user,
        detail={"team": membership.team_id, "until": str(on)},
    )
    return membership


@transaction.atomic
def change_job_role(
    *, membership: Membership, job_role: JobRole, on: date, by: User, at: datetime
) -> Membership:
    """The old membership ends the day before ``on`` and a new one begins: the past stays as it was."""
    membership = Membership.objects.select_for_update().select_related("user", "team").get(pk=membership.pk)
    if membership.until is None and on <= membership.since:  # it was never held: a slip put right
        membership.job_role = job_role
        membership.save(update_fields=["job_role"])
        audit.record(action="membership.corrected", by=by, at=at, about=membership, subject=membership.user)
        return membership
    end_membership(membership=membership, on=on - timedelta(days=1), by=by, at=at)
    return add_membership(
        user=membership.user,
        team=membership.team,
        job_role=job_role,
        kind=membership.kind,
        since=on,
        by=by,
        at=at,
    )
