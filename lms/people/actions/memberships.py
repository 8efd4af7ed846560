"""Who is in which team: begun, changed, ended by a date."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lms.core import audit
from lms.core.refusals import Refusal
from lms.core.words import long_date
from lms.people.actions.teams import refuse_closed
from lms.people.actions.telling import Sight, tell_of_another_last_day, tell_of_new_sight
from lms.people.models import JobRole, Membership, Team, User
from lms.people.queries import people_in
from lms.people.rules.last_days import latest_last_day


class AlreadyInTeam(Refusal):
    pass


class AccountClosed(Refusal):
    pass


class NotInOrganisation(Refusal):
    """Whoever is not, or no longer, in an organisation is asked before it sees them."""


class AlreadyEnded(Refusal):
    pass


class NotEnded(Refusal):
    pass


class AlreadyCorrected(Refusal):
    pass


class HasLeft(Refusal):
    """A correction would bring somebody back who has left."""


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
    """Begin one, and tell whoever is seen from now on. Of what nobody did (``by`` none) nobody is told."""
    before = Sight.of(user, on=since) if by else None
    membership = _begin(user=user, team=team, job_role=job_role, kind=kind, since=since, by=by, at=at)
    if by and before:
        tell_of_new_sight(membership, before, by=by, at=at)
    return membership


@transaction.atomic
def add_colleague(
    *, user: User, team: Team, job_role: JobRole, kind: str, since: date, by: User, at: datetime
) -> Membership:
    """Put somebody of the organisation into one of its teams without asking them: they are told.

    They have to be in the organisation today, and still on their first day in the team.
    """
    for day in {timezone.localdate(at), max(since, timezone.localdate(at))}:
        if not people_in(team.organisation, on=day).filter(pk=user.pk).exists():
            raise NotInOrganisation(
                f"{user.name} is not in {team.organisation.name} on {long_date(day)}. "
                "Invite them: whoever comes back agrees to be seen."
            )
    return add_membership(user=user, team=team, job_role=job_role, kind=kind, since=since, by=by, at=at)


def _begin(
    *, user: User, team: Team, job_role: JobRole, kind: str, since: date, by: User | None, at: datetime
) -> Membership:
    team = Team.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=team.pk)
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
    return Membership.objects.in_force().filter(still, user=user, team=team, kind=kind).exists()


@transaction.atomic
def end_membership(*, membership: Membership, on: date, by: User, at: datetime) -> Membership:
    """``on`` is its last day, which may lie ahead. It is said once: an end is a fact."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    _refuse_corrected(membership)
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
    membership = _locked(membership)
    if membership.until is None and on <= membership.since:  # it was never held: a slip put right
        membership.job_role = job_role
        membership.save(update_fields=["job_role"])
        audit.record(action="membership.corrected", by=by, at=at, about=membership, subject=membership.user)
        return membership
    end_membership(membership=membership, on=on - timedelta(days=1), by=by, at=at)
    return _begin(
        user=membership.user,
        team=membership.team,
        job_role=job_role,
        kind=membership.kind,
        since=on,
        by=by,
        at=at,
    )


@transaction.atomic
def correct_last_day(
    *, membership: Membership, until: date | None, reason: str, by: User, at: datetime
) -> Membership:
    """Another row stands in for this one from now on; the wrong one stays, and the person is told.

    ``until`` none: it has not ended after all, which can be said only while it still holds.
    """
    wrong = _locked(membership)
    _refuse_corrected(wrong)
    if wrong.until is None:
        raise NotEnded("This membership has no last day yet. Set it instead.")
    _refuse_day(wrong, until, today=timezone.localdate(at))
    wrong.replaced_at = at
    wrong.save(update_fields=["replaced_at"])
    corrected = Membership.objects.create(
        user=wrong.user,
        team=wrong.team,
        job_role=wrong.job_role,
        kind=wrong.kind,
        since=wrong.since,
        until=until,
        corrects=wrong,
        reason=reason,
    )
    audit.record(
        action="membership.corrected",
        by=by,
        at=at,
        about=corrected,
        subject=wrong.user,
        detail={"before": str(wrong.until), "now": str(until or "")},
        reason=reason,
    )
    tell_of_another_last_day(corrected, wrong.until, by=by, at=at)
    return corrected


def _locked(membership: Membership) -> Membership:
    """Fresh, and locked after its team and its person: the order in which everybody here locks."""
    Team.objects.select_for_update().get(pk=membership.team_id)
    User.objects.select_for_update().get(pk=membership.user_id)
    locked = Membership.objects.select_for_update(of=("self",)).select_related("user", "team__organisation")
    return locked.get(pk=membership.pk)


def _refuse_day(wrong: Membership, until: date | None, *, today: date) -> None:
    assert wrong.until
    if until and until < wrong.since:
        raise EndsBeforeItStarts(
            f"It began on {long_date(wrong.since)}, so its last day cannot be before that."
        )
    latest = latest_last_day(until=wrong.until, today=today)
    if latest and (until is None or until > latest):
        raise HasLeft(
            f"{wrong.user.name} has left, so the last day can be {long_date(latest)} at the latest. "
            "If they still work here, invite them: whoever comes back agrees to be seen."
        )
    others = Membership.objects.in_force().filter(user=wrong.user, team=wrong.team, kind=wrong.kind)
    later = others.exclude(pk=wrong.pk).filter(since__gt=wrong.since).order_by("since").first()
    if later and (until is None or until >= later.since):
        raise AlreadyInTeam(
            f"{wrong.user.name} is in {wrong.team.name} again from {long_date(later.since)}: "
            "the last day has to be before that."
        )


def _refuse_corrected(membership: Membership) -> None:
    if membership.replaced_at:
        raise AlreadyCorrected("Somebody has put this right already. Look at the person’s page again.")
