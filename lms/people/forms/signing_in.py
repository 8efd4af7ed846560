"""allauth's forms in our words. A password is asked for once: whoever doubts may show it."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.core import context
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from lms.core.fields import AddressField
from lms.core.refusals import TooMany
from lms.people import actions, interop

PASSWORD_HINT = "At least 12 characters. Three words that do not belong together are easy to remember."
ADDRESS_MISSING = "Enter your e-mail address."
PASSWORD_MISSING = "Enter your password."
SHARED_HINT = "You are signed out after 15 minutes without use, and nothing of yours is kept on it."
CODE_HINT = "It may be in your spam folder. Capital letters or small ones, with or without the dash."


def word(field: forms.Field, label: str, *, missing: str, hint: str = "", **attributes: str) -> None:
    """Our label, hint and complaint; no placeholder, since it goes when one begins to write."""
    field.label = label
    field.help_text = hint
    field.error_messages = {**field.error_messages, "required": missing}
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


def word_address(form: forms.Form, name: str, label: str = "E-mail address", hint: str = "") -> None:
    """In place of allauth's own field, one that takes an address however it was pasted."""
    field = form.fields[name] = AddressField(widget=form.fields[name].widget)
    word(field, label, missing=ADDRESS_MISSING, hint=hint, autocomplete="username", spellcheck="false")


def word_new_password(form: forms.Form) -> None:
    form.fields.pop("password2", None)
    word(form.fields["password1"], "New password", missing="Choose a password.", hint=PASSWORD_HINT)


def hold_back_codes(email: str) -> None:
    """Codes are mailed at a pace. Raises ValidationError."""
    request = context.request
    try:
        actions.begin_code(email, interop.place_of(request, email), at=timezone.now())
    except TooMany as refusal:
        raise interop.hold_back(request, refusal) from None


def shared_field() -> forms.BooleanField:
    """Also taken from the sign-in page by whoever asks for a code, or uses a passkey."""
    return forms.BooleanField(label="This is a shared computer", required=False, help_text=SHARED_HINT)


class SignInForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_address(self, "login")
        self.fields["shared"] = shared_field()
        word(
            self.fields["password"],
            "Password",
            missing=f"{PASSWORD_MISSING[:-1]}, or ask for a code instead.",
        )

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        interop.share(request, is_shared=self.cleaned_data["shared"])
        return super().login(request, redirect_url)


class AskForCodeForm(allauth_forms.RequestLoginCodeForm):
    """Also takes the address from the sign-in page, where its field is called ``login``.

    Whoever comes from there without one has done nothing wrong yet: the page asks for it, and complains of
    nothing.
    """

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        if data and "email" not in data and "login" in data:
            address = data["login"].strip()
            data, files = ({**data.dict(), "email": address}, files) if address else (None, None)
        super().__init__(data, files, **kwargs)
        word_address(self, "email")
        self.fields["shared"] = shared_field()

    def clean_email(self) -> str:
        hold_back_codes(self.cleaned_data["email"])
        return str(super().clean_email())

    def clean_shared(self) -> bool:
        is_shared: bool = self.cleaned_data["shared"]
        interop.share(context.request, is_shared=is_shared)
        return is_shared


class _Coded:
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["code"], "Code", missing="Enter the code from the e-mail.", hint=CODE_HINT)
        self.fields["code"].widget.attrs.update(
            {"autocapitalize": "characters", "class": "nhsuk-input--width-10", "spellcheck": "false"}
        )


class CodeForm(_Coded, allauth_forms.ConfirmLoginCodeForm):
    pass


class ResetCodeForm(_Coded, allauth_forms.ConfirmPasswordResetCodeForm):
    pass


class AddressCodeForm(_Coded, allauth_forms.ConfirmEmailVerificationCodeForm):
    pass


class ForgottenPasswordForm(allauth_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_address(self, "email", hint="Any address that you have confirmed here.")

    def clean_email(self) -> str:
        hold_back_codes(self.cleaned_data["email"])
        return str(super().clean_email())


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_new_password(self)


class FirstPasswordForm(allauth_forms.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_new_password(self)


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["oldpassword"], "Current password", missing="Write your current password.")
        word_new_password(self)


class ItIsMeForm(allauth_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["password"], "Password", missing=PASSWORD_MISSING)


class AddAddressForm(allauth_forms.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_address(
            self,
            "email",
            "Another e-mail address",
            hint="Your private one, say, or that of a second employer.",
        )
        self.fields["email"].widget.attrs["autocomplete"] = "email"
