"""Passwords, codes and mails, as allauth asks for them."""

import os
import threading
import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core import context
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from lms.core import mail, throttle
from lms.core.devices import device_of
from lms.core.refusals import NotAllowed, TooMany
from lms.people import actions
from lms.people.interop.sessions import device_in_words, has_just_signed_in
from lms.people.models import User
from lms.people.queries import person_with_address
from lms.people.rules.guessing import Place

#: A password takes a processor for a quarter of a second: guesses may not take them all from the pages.
_checks_at_once = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))


SIGN_IN_ANEW = (
    "You signed in by a code a while ago. To change this, sign out, sign in by a new code, then come back: "
    "so nobody else can change it on a device that was left open."
)


def place_of(request: HttpRequest, email: str) -> Place:
    """Where somebody tries to be the person with this address."""
    network = throttle.network_of(throttle.address_of(request))
    device = device_of(request)
    person = person_with_address(email) if device else None
    is_known = device and person and person.pk in device.people
    return Place(network, device.key if device and is_known else "")


def hold_back(request: HttpRequest, refusal: TooMany) -> ValidationError:
    """The refusal as an error of the form, which keeps what was typed; a middleware tells programs."""
    request.held_back = refusal.wait  # type: ignore[attr-defined]
    return ValidationError(refusal.message)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves, and every mail is a row."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. Ask your organisation’s administrator.",
        "cannot_remove_primary_email": "This is your main address. Make another one the main address first.",
        "duplicate_email": "This address is already yours.",
        "email_password_mismatch": "The e-mail address and the password do not belong together. "
        "Check both, or ask for a code by e-mail instead.",
        "email_taken": "This address belongs to another account.",
        "enter_current_password": "This is not your current password.",
        "incorrect_code": "This is not the code we sent. Check it, or go back and ask for a new one.",
        "incorrect_password": "This is not your password.",
        "too_many_login_attempts": "That was tried too often. Wait a few minutes, then try again.",
        "rate_limited": "That was tried too often. Wait a few minutes, then try again.",
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same for allauth's counts as for ours; of an IPv6 network its first address."""
        return throttle.network_of(throttle.address_of(request)).partition("/")[0]

    def is_reauthentication_required(self, app: str) -> bool:
        """Before factors, addresses and roles change.

        Whoever has neither a password nor a factor can be asked for nothing: they sign in anew, by code.
        """
        request = context.request
        if not get_reauthentication_flows(request.user) and not has_just_signed_in(request, timezone.now()):
            raise NotAllowed(SIGN_IN_ANEW)
        return True

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing is counted before: ``authenticate`` does it."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Check a password, at a pace. Raises ValidationError when that has to wait."""
        email = str(credentials.get("email", ""))
        place = place_of(request, email)
        try:
            actions.begin_password(email, place, at=timezone.now())
        except TooMany as refusal:
            raise hold_back(request, refusal) from None
        with _checks_at_once:
            user: User | None = super().authenticate(request, **credentials)
        if user:
            actions.password_was_right(email, place)
        else:
            at = timezone.now()
            actions.password_was_wrong(email, place, at=at)
            actions.record_refused_sign_in(email=email, device=device_in_words(request), at=at)
        return user

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.mfa.stages.AuthenticateStage": "lms.people.interop.SecondFactorStage"}
        return [ours.get(each, each) for each in super().get_login_stages()]

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves: people come by invitation."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Codes and notices about an account: a row, sent by the worker, its text forgotten afterwards."""
        values = {
            **context,
            "email": email,
            "site_name": settings.SITE_NAME,
            "support": settings.SUPPORT_EMAIL,
            "address": settings.SITE_URL,
        }
        mail.post(
            to=email,
            subject=render_to_string(f"{template_prefix}_subject.txt", values).strip(),
            text=render_to_string(f"{template_prefix}_message.txt", values).strip() + "\n",
            key=f"{template_prefix}.{uuid.uuid4()}",
            at=timezone.now(),
            secret=True,
        )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("people:me")
