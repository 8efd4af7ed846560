"""Second factors: what allauth keeps, how it is shown, and who has one."""

from typing import Any

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings

from lms.core import secrets
from lms.people.models import User

#: What one can sign in with; recovery codes only stand in for one of these.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are encrypted; codes and names are in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "This cannot be removed.",
        "cannot_generate_recovery_codes": "Add an app or a passkey first: recovery codes stand in for it.",
        "incorrect_code": "That did not work. A code changes every half minute and works once: "
        "wait for the next one, then try again.",
        "unverified_email": "Confirm your e-mail address first.",
    }

    def encrypt(self, text: str) -> str:
        return secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Raises Unreadable: nothing may ever fit what can no longer be read."""
        return secrets.decrypt(encrypted_text)

    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)

    def build_totp_svg(self, url: str) -> str:
        """A drawing to stand in the page: its policy allows no picture made of data."""
        return str(segno.make(url, error="m").svg_inline(scale=5, border=4, light="#fff", title="QR code"))

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        how_many = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {how_many + 1}" if how_many else "Passkey"
