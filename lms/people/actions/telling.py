"""Telling people that somebody can see their record from now on, or from a day ahead."""

from dataclasses import dataclass
from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from lms.core import mail
from lms.core.words import listed, long_date
from lms.people.models import Invitation, Membership, User
from lms.people.queries import who_can_see, whom_one_sees
from lms.people.rules.sight_words import ENDS, TO_THE_PERSON


@dataclass(frozen=True)
class Sight:
    """Who sees the person, and whom the person sees, on a day."""

    seers: dict[int, User]
    seen: dict[int, User]

    @classmethod
    def of(cls, person: User, *, on: date) -> "Sight":
        seers = {each.person.pk: each.person for each in who_can_see(person, on=on)}
        return cls(seers, whom_one_sees(person, on=on))


def tell_of_new_sight(membership: Membership, before: Sight, *, by: User, at: datetime) -> None:
    """One mail to each person whom somebody sees that did not see them ``before`` this membership began.

    Whoever began it themselves agreed on a page that says what is seen. Nine statements, and one for every
    thousand who are told.
    """
    person = membership.user
    now = Sight.of(person, on=membership.since)
    new_seers = [each for pk, each in now.seers.items() if pk not in before.seers]
    told = [] if by.pk == person.pk or not new_seers else [_letter(membership, person, new_seers)]
    told += [_letter(membership, each, [person]) for pk, each in now.seen.items() if pk not in before.seen]
    mail.post_all(told, at=at)


def _letter(membership: Membership, to: User, seers: list[User]) -> mail.Letter:
    names = listed([each.name for each in seers])
    text = render_to_string(
        "people/mail/new_sight.txt",
        {
            "name": to.name,
            "names": names,
            "since": long_date(membership.since),
            "team": membership.team,
            "what": TO_THE_PERSON,
            "ends": ENDS,
            "site_name": settings.SITE_NAME,
            "address": settings.SITE_URL + reverse("people:who_can_see_me"),
            "support": settings.SUPPORT_EMAIL,
        },
    )
    return mail.Letter(
        to=to.email,
        subject=f"{names} can see your record at {settings.SITE_NAME}",
        text=text,
        key=f"new-sight.{membership.pk}.{to.pk}",
    )


def tell_of_another_last_day(membership: Membership, before: date, *, by: User, at: datetime) -> None:
    """To the person whose last day in a team was put right, so that nobody's sight grows unseen."""
    person = membership.user
    text = render_to_string(
        "people/mail/another_last_day.txt",
        {
            "name": person.name,
            "by": by.name,
            "team": membership.team,
            "before": long_date(before),
            "until": long_date(membership.until),
            "reason": membership.reason,
            "site_name": settings.SITE_NAME,
            "address": settings.SITE_URL + reverse("people:who_can_see_me"),
            "support": settings.SUPPORT_EMAIL,
        },
    )
    subject = f"Your last day in {membership.team.name} was put right"
    mail.post(to=person.email, subject=subject, text=text, key=f"last-day.{membership.pk}", at=at)


def tell_of_new_manager(invitation: Invitation, manager: User, *, at: datetime) -> None:
    """To whoever invited a manager: who it is that sees the team now."""
    inviter = invitation.invited_by
    text = render_to_string(
        "people/mail/new_manager.txt",
        {
            "name": inviter.name,
            "manager": manager,
            "email": invitation.email,
            "team": invitation.team,
            "site_name": settings.SITE_NAME,
            "address": settings.SITE_URL + reverse("people:team", args=[invitation.team_id]),
        },
    )
    subject = f"{manager.name} manages {invitation.team.name} now"
    mail.post(to=inviter.email, subject=subject, text=text, key=f"new-manager.{invitation.pk}", at=at)


def tell_of_another_name(user: User, before: str, *, by: User, at: datetime) -> None:
    text = render_to_string(
        "people/mail/another_name.txt",
        {
            "person": user,
            "before": before,
            "by": by.name,
            "site_name": settings.SITE_NAME,
            "support": settings.SUPPORT_EMAIL,
        },
    )
    key = f"another-name.{user.pk}.{at.timestamp()}"
    mail.post(to=user.email, subject="Your name was put right", text=text, key=key, at=at)


def tell_of_another_address(user: User, email: str, *, by: User, at: datetime) -> None:
    """To every other confirmed address of theirs: whoever reads the new one can sign in."""
    others = EmailAddress.objects.filter(user=user, verified=True).exclude(email__iexact=email)
    text = render_to_string(
        "people/mail/another_address.txt",
        {
            "person": user,
            "email": email,
            "by": by if by.pk != user.pk else None,
            "site_name": settings.SITE_NAME,
            "support": settings.SUPPORT_EMAIL,
        },
    )
    subject = f"An address was added to your account at {settings.SITE_NAME}"
    told = [
        mail.Letter(to=each.email, subject=subject, text=text, key=f"another-address.{each.pk}.{email}")
        for each in others
    ]
    mail.post_all(told, at=at)
