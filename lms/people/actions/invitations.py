"""Asking people in, and their coming."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from lms.core import audit, mail
from lms.core.refusals import Refusal
from lms.core.words import long_date
from lms.people.actions.accounts import make_account
from lms.people.actions.addresses import add_confirmed_address
from lms.people.actions.memberships import add_membership
from lms.people.actions.teams import refuse_closed
from lms.people.actions.telling import tell_of_new_manager
from lms.people.models import Invitation, JobRole, Membership, Team, User
from lms.people.queries import ended_with_account, person_with_address
from lms.people.rules.invitations import VALID_FOR, Invitee


class AlreadyInvited(Refusal):
    pass


class AlreadyThere(Refusal):
    pass


class ClosedAccountInvited(Refusal):
    pass


class MeantForSomebodyElse(Refusal):
    """The address it was sent to belongs to another account."""


class InvitationOver(Refusal):
    """Expired, withdrawn or already used."""


@transaction.atomic
def invite(
    *,
    email: str,
    team: Team,
    job_role: JobRole,
    kind: str = Membership.Kind.MEMBER,
    name: str = "",
    by: User,
    at: datetime,
) -> Invitation:
    """Write the invitation and its mail. There is one open invitation per address and team."""
    email = email.strip().lower()
    team = Team.objects.select_for_update().select_related("organisation").get(pk=team.pk)
    refuse_closed(team)
    _refuse_somebody_there(email, team, kind)
    earlier = Invitation.objects.filter(email__iexact=email, team=team, accepted_at=None, withdrawn_at=None)
    if earlier.waiting(at=at).exists():
        raise AlreadyInvited(f"{email} already has an open invitation to {team.name}. You can send it again.")
    earlier.update(withdrawn_at=at)  # too old
    invitation = Invitation.objects.create(
        email=email,
        name=name,
        team=team,
        job_role=job_role,
        kind=kind,
        invited_by=by,
        invited_at=at,
        expires_at=at + VALID_FOR,
    )
    _post_mail(invitation, at=at)
    audit.record(action="invitation.made", by=by, at=at, about=invitation, detail={"team": team.pk})
    return invitation


@dataclass
class Invited:
    """What came of asking several people in at once; a refusal by the address that it is about."""

    invitations: list[Invitation] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def invite_all(
    *, invitees: Sequence[Invitee], team: Team, job_role: JobRole, kind: str, by: User, at: datetime
) -> Invited:
    """Each one for themselves: who cannot be invited does not keep the others out."""
    roles = {
        role.name: role for role in JobRole.objects.filter(name__in={each.job_role for each in invitees})
    }
    came = Invited()
    for invitee in invitees:
        try:
            came.invitations.append(
                invite(
                    email=invitee.address,
                    name=invitee.name[:300],
                    team=team,
                    job_role=roles.get(invitee.job_role, job_role),
                    kind=kind,
                    by=by,
                    at=at,
                )
            )
        except Refusal as refusal:
            came.refusals[invitee.address] = refusal.message
    return came


def foresee_invitations(
    *, invitees: Sequence[Invitee], team: Team, job_role: JobRole, kind: str, by: User, at: datetime
) -> Invited:
    """What would come of it: done, and taken back. Nothing is kept and nobody is told."""
    with transaction.atomic():
        came = invite_all(invitees=invitees, team=team, job_role=job_role, kind=kind, by=by, at=at)
        transaction.set_rollback(True)
    return came


def _refuse_somebody_there(email: str, team: Team, kind: str) -> None:
    person = person_with_address(email)
    if person is None:
        return
    if person.closed_at:
        raise ClosedAccountInvited(
            f"{email} belongs to a closed account. Ask a network administrator to reopen it."
        )
    if Membership.objects.open().filter(user=person, team=team, kind=kind).exists():
        raise AlreadyThere(f"{person.name} ({email}) is already in {team.name}.")


def _post_mail(invitation: Invitation, *, at: datetime) -> None:
    page = reverse("people:invitation", args=[invitation.token])
    text = render_to_string(
        "people/mail/invitation.txt",
        {
            "invitation": invitation,
            "team": invitation.team,
            "organisation": invitation.team.organisation,
            "site_name": settings.SITE_NAME,
            "address": settings.SITE_URL + page,
            "until": long_date(timezone.localdate(invitation.expires_at)),
            "support": settings.SUPPORT_EMAIL,
        },
    )
    mail.post(
        to=invitation.email,
        subject=f"{invitation.invited_by.name} invites you to {settings.SITE_NAME}",
        text=text,
        key=f"invitation.{invitation.pk}",
        at=at,
        secret=True,
    )


@transaction.atomic
def invite_again(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    """A fresh invitation in place of the old one, whose link stops working."""
    invitation = _open(invitation, at=None)
    withdraw_invitation(invitation=invitation, by=by, at=at)
    return invite(
        email=invitation.email,
        team=invitation.team,
        job_role=invitation.job_role,
        kind=invitation.kind,
        name=invitation.name,
        by=by,
        at=at,
    )


@transaction.atomic
def invite_all_again(*, invitations: Iterable[Invitation], by: User, at: datetime) -> Invited:
    """Each one for themselves, as ``invite_all``; the addresses of those refused with why."""
    came = Invited()
    for invitation in invitations:
        try:
            with transaction.atomic():
                came.invitations.append(invite_again(invitation=invitation, by=by, at=at))
        except Refusal as refusal:
            came.refusals[invitation.email] = refusal.message
    return came


@transaction.atomic
def offer_back(*, user: User, by: User, at: datetime) -> Invited:
    """Invite somebody whose account is open again into the teams that closing it took them out of.

    They agree first, as anybody who comes back. Offered already is left as it is.
    """
    came = Invited()
    for ended in ended_with_account(user):
        try:
            with transaction.atomic():
                offer = invite(
                    email=user.email,
                    team=ended.team,
                    job_role=ended.job_role,
                    kind=ended.kind,
                    name=user.name,
                    by=by,
                    at=at,
                )
                came.invitations.append(offer)
        except Refusal as refusal:
            came.refusals[ended.team.name] = refusal.message
    return came


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    invitation = _open(invitation, at=None)
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    audit.record(action="invitation.withdrawn", by=by, at=at, about=invitation)
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    """``by`` joins the team from today. Whoever is in it already stays as they are.

    Whoever holds the link has read the mail: its address is confirmed, and becomes one of theirs.
    """
    invitation = _open(invitation, at=at)
    Team.objects.select_for_update().get(
        pk=invitation.team_id
    )  # before the person, as whoever adds them does
    _take_address(by, invitation.email, at=at)
    today = timezone.localdate(at)
    there = Membership.objects.on(today).filter(user=by, team=invitation.team, kind=invitation.kind)
    if not there.exists():
        add_membership(
            user=by,
            team=invitation.team,
            job_role=invitation.job_role,
            kind=invitation.kind,
            since=today,
            by=by,
            at=at,
        )
    invitation.accepted_at, invitation.accepted_by = at, by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    audit.record(action="invitation.accepted", by=by, at=at, about=invitation, subject=by)
    if invitation.kind == Membership.Kind.MANAGER:
        tell_of_new_manager(invitation, by, at=at)
    return invitation


def _take_address(user: User, email: str, *, at: datetime) -> None:
    """The invited address is theirs from now on, unless it is somebody else's."""
    User.objects.select_for_update().get(pk=user.pk)
    owner = person_with_address(email)
    if owner and owner.pk != user.pk:
        raise MeantForSomebodyElse(
            f"This invitation was sent to {email}, which belongs to another account. "
            "Sign out, and open it again with that account."
        )
    if owner is None:
        add_confirmed_address(user=user, email=email, by=user, at=at)


@transaction.atomic
def make_account_by_invitation(*, invitation: Invitation, name: str, password: str, at: datetime) -> User:
    """Whoever holds the link has read the mail, so the address is confirmed."""
    invitation = _open(invitation, at=at)
    user = make_account(email=invitation.email, name=name, password=password, by=None, at=at)
    accept_invitation(invitation=invitation, by=user, at=at)
    return user


def _open(invitation: Invitation, *, at: datetime | None) -> Invitation:
    """Locked and fresh; refused if it is over. Without ``at`` one that is merely too old will do."""
    fresh = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("team", "team__organisation", "job_role", "invited_by")
        .get(pk=invitation.pk)
    )
    if fresh.accepted_at or fresh.withdrawn_at or (at and fresh.expires_at <= at):
        raise InvitationOver(
            "This invitation is over: it was used, withdrawn, or is too old. Ask for a new one."
        )
    return fresh
