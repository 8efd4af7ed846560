"""Second factors: guessed at a pace, each code once; asked for; removed when lost."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from lms.core import audit, mail, throttle
from lms.core.refusals import Refusal, TooMany
from lms.people.models import User
from lms.people.rules.guessing import CODE_LIVES, FACTORS
from lms.people.rules.sessions import second_factor_due_on

WRONG_TOO_OFTEN = "That code was wrong several times."
USED = "This code has been used. Your app shows the next one within half a minute."


class NoFactor(Refusal):
    pass


def begin_factor(user: User, *, at: datetime) -> None:
    """Before a code is checked. Raises TooMany; the code is then not looked at."""
    wait = throttle.begin_try(_tries(user), wait_after=FACTORS.wait_after, seconds=FACTORS.forgotten, at=at)
    if wait:
        raise TooMany(WRONG_TOO_OFTEN, wait=wait)


def use_code(user: User, code: str, *, at: datetime) -> None:
    """A right code, once: whoever saw it being typed cannot use it. Raises TooMany (RFC 6238, 5.2)."""
    key = throttle.key_of("used code", str(user.pk), "".join(code.split()))
    if throttle.count(key, seconds=CODE_LIVES, at=at) > 1:
        raise TooMany(USED, wait=30)


def factor_was_right(user: User) -> None:
    throttle.forget(_tries(user))


def _tries(user: User) -> str:
    return throttle.key_of("second factor", str(user.pk))


@transaction.atomic
def ask_for_second_factor(*, user: User, is_trusted: bool, at: datetime) -> None:
    """At signing in: whoever is trusted with more than their learning has ``GRACE`` from the first time."""
    due_on = second_factor_due_on(timezone.localdate(at)) if is_trusted else None
    if bool(user.second_factor_due_on) != is_trusted:
        User.objects.filter(pk=user.pk).update(second_factor_due_on=due_on)
        user.second_factor_due_on = due_on


@transaction.atomic
def remove_factors(*, user: User, reason: str, by: User, at: datetime) -> None:
    """Somebody lost theirs: all go, they are signed out everywhere, and both are told.

    Raises NoFactor when there is none (any more).
    """
    User.objects.select_for_update().get(pk=user.pk)
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise NoFactor(f"{user.name} has no second factor.")
    sessions = UserSession.objects.filter(user=user)
    Session.objects.filter(pk__in=sessions.values("session_key")).delete()
    sessions.delete()
    audit.record(action="factors.removed", by=by, at=at, about=user, subject=user, reason=reason)
    _tell_of_removed_factors(user, reason, by=by, at=at)


def _tell_of_removed_factors(user: User, reason: str, *, by: User, at: datetime) -> None:
    """To every confirmed address of theirs, and to whoever did it."""
    values = {
        "person": user,
        "by": by,
        "reason": reason,
        "site_name": settings.SITE_NAME,
        "support": settings.SUPPORT_EMAIL,
    }
    addresses = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    key = f"factors-removed.{user.pk}.{at.timestamp()}"
    letters = [
        mail.Letter(
            to=each,
            subject="Your second factor was removed",
            text=render_to_string("people/mail/factors_removed.txt", values),
            key=f"{key}.{each}",
        )
        for each in addresses
    ]
    letters.append(
        mail.Letter(
            to=by.email,
            subject=f"You removed the second factor of {user.name}",
            text=render_to_string("people/mail/you_removed_factors.txt", values),
            key=f"{key}.by",
        )
    )
    mail.post_all(letters, at=at)
