"""Keeping what somebody else could sign in with unreadable in the database and in its backups."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from lms.core.refusals import Refusal

SENTENCE = (
    "Your app and your recovery codes can no longer be checked here, because the site’s key was changed. "
    "Ask your organisation’s administrator to remove them, then set them up anew."
)


class Unreadable(Refusal):
    """It was written with a key that is no longer known: neither ``SECRET_KEY`` nor one of its fallbacks."""

    silent_variable_failure = True  # a page about other things stands without it


def encrypt(text: str) -> str:
    """With a key that is worked out from ``SECRET_KEY``."""
    return _keys().encrypt(text.encode()).decode("ascii")


def decrypt(text: str) -> str:
    """What ``encrypt`` was given; also if ``SECRET_KEY`` has become a fallback. Raises Unreadable."""
    try:
        return _keys().decrypt(text.encode("ascii")).decode()
    except (InvalidToken, UnicodeEncodeError) as reason:
        raise Unreadable(SENTENCE) from reason


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> Fernet:
    digest = hashlib.sha256(b"lms.core.secrets\n" + secret.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
