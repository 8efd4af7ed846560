"""How long somebody stays signed in, and from when a second factor is needed. Plain Python."""

import re
from datetime import date, datetime, timedelta
from typing import Any

#: Whoever is trusted with more than their own learning, however much they do meanwhile (ASVS 5.0, 7.3.2).
TRUSTED_FOR = timedelta(hours=12)
#: On a computer that others use, too (ASVS 5.0, 7.3.1).
IDLE_ON_A_SHARED_COMPUTER = timedelta(minutes=15)
#: From the first sign-in with trust; long enough to be back from leave.
GRACE = timedelta(days=14)

#: Where only people go who are trusted with more than their own learning.
TRUSTED_PATHS = ("/team/", "/organisation/", "/network/", "/cms/")

# The first that fits: browsers name each other.
_BROWSERS = [
    ("Edge", r"Edg"),
    ("Opera", r"OPR/|Opera"),
    ("Samsung Internet", r"SamsungBrowser"),
    ("Firefox", r"Firefox|FxiOS"),
    ("Chrome", r"Chrome|CriOS|Chromium"),
    ("Safari", r"Safari"),
]
_SYSTEMS = [
    ("an iPad", r"iPad"),
    ("an iPhone", r"iPhone"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("a Chromebook", r"CrOS"),
    ("a Mac", r"Macintosh|Mac OS X"),
    ("Linux", r"Linux|X11"),
]


def is_idle(last_seen: datetime, now: datetime) -> bool:
    return not timedelta() <= now - last_seen < IDLE_ON_A_SHARED_COMPUTER


def second_factor_due_on(asked_on: date) -> date:
    """The first day on which pages of trust are closed without one."""
    return asked_on + GRACE


def states_second_factor(claims: dict[str, Any]) -> bool:
    """Of what an organisation's sign-in says of how it knew somebody (“amr”, RFC 8176)."""
    methods = claims.get("amr")
    return isinstance(methods, list) and "mfa" in methods


def device_words(user_agent: str) -> str:
    """“Chrome on Windows”, from what a browser says of itself; what it does not say is not guessed."""
    browser = _first(_BROWSERS, user_agent)
    system = _first(_SYSTEMS, user_agent)
    if browser and system:
        return f"{browser} on {system}"
    return browser or (f"A browser on {system}" if system else "An unknown browser")


def _first(known: list[tuple[str, str]], text: str) -> str:
    return next((name for name, pattern in known if re.search(pattern, text)), "")
