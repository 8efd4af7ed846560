"""What is written down of signing in, for the person to read; and the mail about a device they never used."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from lms.core import audit, mail
from lms.core.models import AuditEntry
from lms.core.words import long_date
from lms.people.models import User
from lms.people.queries import person_with_address


@transaction.atomic
def record_sign_in(*, user: User, how: Sequence[str], device: str, is_known: bool, at: datetime) -> None:
    """``how``: allauth's words for each step. ``device``: words for it; ``is_known`` there from before.

    The first sign-in of all is told to nobody: the person comes from an invitation.
    """
    before = AuditEntry.objects.filter(subject_id=user.pk, action="sign_in").exists()
    is_new = before and not is_known
    detail = {"how": list(how), "device": device, "is_new": is_new}
    entry = audit.record(action="sign_in", by=user, at=at, about=user, subject=user, detail=detail)
    if is_new:
        _tell_of_new_device(user, device, key=f"new-device.{entry.pk}", at=at)


def record_refused_sign_in(*, email: str, device: str, at: datetime) -> None:
    """A wrong password, by whomever, for an account that exists. What paces them bounds these entries."""
    person = person_with_address(email)
    if person:
        record_change(action="sign_in.refused", user=person, by=None, at=at, device=device)


def record_change(*, action: str, user: User, by: User | None, at: datetime, **detail: Any) -> None:
    """Of a password, an address or a factor."""
    audit.record(action=action, by=by, at=at, about=user, subject=user, detail=detail)


@transaction.atomic
def end_session(*, session: UserSession, by: User, at: datetime) -> None:
    """Whoever uses it is signed out with their next page."""
    Session.objects.filter(pk=session.session_key).delete()
    user = session.user
    session.delete()
    record_change(action="session.ended", user=user, by=by, at=at)


def _tell_of_new_device(user: User, device: str, *, key: str, at: datetime) -> None:
    text = render_to_string(
        "people/mail/new_device.txt",
        {
            "person": user,
            "device": device,
            "on": long_date(at),
            "at": at,
            "site_name": settings.SITE_NAME,
            "address": settings.SITE_URL + reverse("people:my_sign_ins"),
            "support": settings.SUPPORT_EMAIL,
        },
    )
    subject = f"A new device signed in to your account at {settings.SITE_NAME}"
    mail.post(to=user.email, subject=subject, text=text, key=key, at=at)
