"""allauth's forms for second factors, in our words, paced, and proof against nonsense."""

from typing import Any

from allauth.core import context
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from lms.core.fields import LineField
from lms.core.refusals import TooMany
from lms.core.secrets import Unreadable
from lms.people import actions, interop
from lms.people.forms.signing_in import shared_field, word

NOT_OURS = "That passkey did not work here. Try again, or use a code instead."
NAME_HINT = "So that you can tell it from others, “Work phone” say."
ALONE_HINT = (
    "The device then asks for your finger, face or PIN. Leave it out for a plain security key without a PIN."
)


class _OneTimeCode:
    """A code is taken at a pace, and once."""

    user: Any
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["code"], "Code", missing="Enter the code.", hint=self.hint)
        attributes = {"inputmode": "numeric", "class": "nhsuk-input--width-10", "spellcheck": "false"}
        self.fields["code"].widget.attrs.update(attributes)

    hint = "The six figures that your app shows now, or one of your recovery codes."

    def clean_code(self) -> str:
        at = timezone.now()
        try:
            actions.begin_factor(self.user, at=at)
            code = str(super().clean_code())  # type: ignore[misc]
            actions.use_code(self.user, code, at=at)
        except TooMany as refusal:
            raise interop.hold_back(context.request, refusal) from None
        except Unreadable as refusal:
            raise ValidationError(refusal.message) from None
        actions.factor_was_right(self.user)
        return code


class SecondFactorForm(_OneTimeCode, base.AuthenticateForm):
    pass


class ItIsMeByFactorForm(_OneTimeCode, base.ReauthenticateForm):
    pass


class AddAppForm(_OneTimeCode, totp.ActivateTOTPForm):
    hint = "The six figures that your app shows now."


class _Passkey:
    """What a browser sends may be anything: whatever is no passkey of theirs is one sentence."""

    def full_clean(self) -> None:
        try:
            super().full_clean()  # type: ignore[misc]
        except (AttributeError, InvalidSignature, KeyError, TypeError, ValueError):
            self.add_error("credential", NOT_OURS)  # type: ignore[attr-defined]


class PasskeyForm(_Passkey, webauthn.AuthenticateWebAuthnForm):
    pass


class ItIsMeByPasskeyForm(_Passkey, webauthn.ReauthenticateWebAuthnForm):
    pass


class SignInByPasskeyForm(_Passkey, webauthn.LoginWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shared"] = shared_field()

    def clean_shared(self) -> bool:
        is_shared: bool = self.cleaned_data["shared"]
        interop.share(context.request, is_shared=is_shared)
        return is_shared


def _name() -> LineField:
    return LineField(label="Name of the passkey", max_length=60, required=False, help_text=NAME_HINT)


class AddPasskeyForm(_Passkey, webauthn.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _name()
        alone = self.fields["passwordless"]
        alone.label, alone.help_text, alone.initial = "Sign in with it alone", ALONE_HINT, True
        missing = "Press the button, and follow what your device asks."
        self.fields["credential"].error_messages["required"] = missing


class NamePasskeyForm(webauthn.EditWebAuthnForm):
    instance: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _name()
        self.fields["name"].required = True
        self.fields["name"].error_messages["required"] = "Write a name."
