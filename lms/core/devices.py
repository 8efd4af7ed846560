"""Devices on which somebody has signed in before: a signed cookie, and no table of who uses what.

It opens nothing. It only says that wrong passwords tried elsewhere are not this device's
(OWASP, “Slow Down Online Guessing Attacks with Device Cookies”).
"""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "device"  # what it is signed for
SECONDS = 180 * 24 * 3600
MOST_PEOPLE = 8  # of one device; whoever signed in longest ago is forgotten first


@dataclass(frozen=True)
class Device:
    """``key`` names the device; ``people`` are the primary keys of those who signed in, the last one last."""

    key: str
    people: tuple[int, ...] = ()


def device_of(request: HttpRequest) -> Device | None:
    """What the cookie says; None without one, and for one that is not ours or too old."""
    try:
        said = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=COOKIE, max_age=SECONDS
        )
        return Device(str(said["key"]), tuple(int(each) for each in said["people"]))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None


def remember(request: HttpRequest, response: HttpResponse, person: int) -> None:
    """From now on this device is known to be that person's too."""
    before = device_of(request) or Device(secrets.token_urlsafe(12))
    people = [*(each for each in before.people if each != person), person][-MOST_PEOPLE:]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps({"key": before.key, "people": people}, salt=COOKIE),
        max_age=SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
