"""What follows when somebody signs in or out, or changes how they do."""

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount.signals import social_account_added
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from lms.core.devices import device_of
from lms.core.words import long_date
from lms.people import actions, interop
from lms.people.models import User
from lms.people.permissions import roles_of
from lms.people.views.hints import FACTOR_STATED, forget_roles, remember_roles, second_factor_due

FACTORS = {
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


@receiver(user_logged_out)
def forget_on_the_device(request: HttpRequest | None, **_: Any) -> None:
    """The headers tell the browser to forget the pages it has seen."""
    if request is not None:
        request.signed_out = True  # type: ignore[attr-defined]


@receiver(user_logged_in)
def hint_at_roles(request: HttpRequest, user: User, **_: Any) -> None:
    """So that the first page after signing in asks nothing for its navigation either."""
    at = timezone.now()
    request.session[interop.SIGNED_IN_AT] = at.isoformat()
    is_trusted = bool(roles_of(user, on=timezone.localdate(at)))
    actions.ask_for_second_factor(user=user, is_trusted=is_trusted, at=at)
    remember_roles(request, user, at)


@receiver(user_logged_in)
def know_the_device(request: HttpRequest, user: User, **_: Any) -> None:
    """A middleware puts it into the answer."""
    request.has_just_signed_in = user.pk  # type: ignore[attr-defined]


@receiver(account.user_logged_in)
def count_the_providers_factor(request: HttpRequest, sociallogin: Any = None, **_: Any) -> None:
    """Whoever was asked for a second factor by their organisation needs no other one here."""
    request.session[FACTOR_STATED] = interop.did_provider_ask(sociallogin)


@receiver(account.user_logged_in)
def write_down_the_sign_in(request: HttpRequest, user: User, **_: Any) -> None:
    known, steps = device_of(request), get_authentication_records(request, user)
    actions.record_sign_in(
        user=user,
        how=["passkey" if each.get("passwordless") else each["method"] for each in steps],
        device=interop.device_in_words(request),
        is_known=bool(known and user.pk in known.people),
        at=timezone.now(),
    )


@receiver(account.user_logged_in)
def say_when_the_second_factor_is_due(request: HttpRequest, user: User, **_: Any) -> None:
    due = second_factor_due(request)
    if due and due > timezone.localdate():
        messages.warning(
            request,
            f"From {long_date(due)} the pages about other people need a second factor. "
            "Set it up in your account: it takes two minutes.",
        )


def _write_down(action: str, request: HttpRequest, user: User, **detail: Any) -> None:
    by = request.user if request.user.is_authenticated else user
    device = interop.device_in_words(request)
    actions.record_change(action=action, user=user, by=by, at=timezone.now(), device=device, **detail)


@receiver(account.password_changed)
def write_down_password_changed(request: HttpRequest, user: User, **_: Any) -> None:
    _write_down("password.changed", request, user)


@receiver(account.password_set)
def write_down_password_chosen(request: HttpRequest, user: User, **_: Any) -> None:
    _write_down("password.chosen", request, user)


@receiver(account.password_reset)
def write_down_password_reset(request: HttpRequest, user: User, **_: Any) -> None:
    _write_down("password.reset", request, user)


@receiver(account.email_confirmed)
def write_down_address_confirmed(request: HttpRequest, email_address: EmailAddress, **_: Any) -> None:
    _write_down("address.confirmed", request, email_address.user)


@receiver(account.email_changed)
def write_down_main_address(request: HttpRequest, user: User, **_: Any) -> None:
    _write_down("address.made_main", request, user)


@receiver(account.email_removed)
def write_down_address_removed(request: HttpRequest, user: User, **_: Any) -> None:
    _write_down("address.removed", request, user)


@receiver(social_account_added)
def write_down_the_provider(request: HttpRequest, sociallogin: Any, **_: Any) -> None:
    _write_down("provider.linked", request, sociallogin.user, provider=sociallogin.provider.name)


@receiver(mfa.authenticator_added)
def write_down_factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    forget_roles(request)
    _write_down("factor.added", request, user, factor=FACTORS[authenticator.type])


@receiver(mfa.authenticator_removed)
def write_down_factor_removed(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    forget_roles(request)
    _write_down("factor.removed", request, user, factor=FACTORS[authenticator.type])


@receiver(mfa.authenticator_reset)
def write_down_new_codes(request: HttpRequest, user: User, **_: Any) -> None:
    _write_down("factor.renewed", request, user)


@receiver(mfa.authentication_failed)
def write_down_refused_factor(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    _write_down("factor.refused", request, user, factor=FACTORS[authenticator.type])
