"""Counting guesses at passwords, and codes that are asked for."""

from datetime import datetime

from lms.core import throttle
from lms.core.refusals import TooMany
from lms.people.rules.guessing import (
    CODES,
    CODES_TO_A_NETWORK,
    CODES_TO_AN_ADDRESS,
    PASSWORDS,
    WRONG_FROM_A_NETWORK,
    WRONG_OF_AN_ACCOUNT,
    Ceiling,
    Pace,
    Place,
)

WRONG_TOO_OFTEN = "That password was wrong several times. You can also ask for a code by e-mail."
MANY_FROM_HERE = "Many wrong passwords came from your network, so we are careful for a while."
MANY_FOR_THIS_ACCOUNT = (
    "Many wrong passwords were tried for this account. On a new device, sign in by a code for the moment."
)
ASKED_TOO_OFTEN = "We have sent several codes already. Look for the newest in your mailbox, also under spam."
ASKED_FROM_HERE = "Many codes were asked for from your network."


def begin_password(email: str, place: Place, *, at: datetime) -> None:
    """Before a password is checked. Raises TooMany; the password is then not looked at."""
    if not place.is_known:
        _under(WRONG_FROM_A_NETWORK, _wrong_from(place), MANY_FROM_HERE, at=at)
        _under(WRONG_OF_AN_ACCOUNT, _wrong_of(email), MANY_FOR_THIS_ACCOUNT, at=at)
    _paced(PASSWORDS, _passwords(email, place), WRONG_TOO_OFTEN, at=at)


def password_was_right(email: str, place: Place) -> None:
    """Right passwords never count, and what was mistyped before is forgotten."""
    throttle.forget(_passwords(email, place))


def password_was_wrong(email: str, place: Place, *, at: datetime) -> None:
    """Count it for the network and for the account too, unless it was tried on a device that is known."""
    if not place.is_known:
        throttle.count(_wrong_from(place), seconds=WRONG_FROM_A_NETWORK.seconds, at=at)
        throttle.count(_wrong_of(email), seconds=WRONG_OF_AN_ACCOUNT.seconds, at=at)


def begin_code(email: str, place: Place, *, at: datetime) -> None:
    """Before a code is mailed. Raises TooMany, and none is mailed."""
    _paced(CODES, throttle.key_of("code", email.lower(), place.name), ASKED_TOO_OFTEN, at=at)
    if not place.is_known:
        _counted_under(CODES_TO_A_NETWORK, throttle.key_of("codes", place.network), ASKED_FROM_HERE, at=at)
        key = throttle.key_of("codes of", email.lower())
        _counted_under(CODES_TO_AN_ADDRESS, key, ASKED_TOO_OFTEN, at=at)


def _passwords(email: str, place: Place) -> str:
    return throttle.key_of("password", email.lower(), place.name)


def _wrong_from(place: Place) -> str:
    return throttle.key_of("wrong passwords", place.network)


def _wrong_of(email: str) -> str:
    return throttle.key_of("wrong passwords of", email.lower())


def _paced(pace: Pace, key: str, sentence: str, *, at: datetime) -> None:
    wait = throttle.begin_try(key, wait_after=pace.wait_after, seconds=pace.forgotten, at=at)
    if wait:
        raise TooMany(sentence, wait=wait)


def _under(ceiling: Ceiling, key: str, sentence: str, *, at: datetime) -> None:
    if throttle.counted(key, at=at) >= ceiling.most:
        raise TooMany(sentence, wait=throttle.seconds_left(key, at=at))


def _counted_under(ceiling: Ceiling, key: str, sentence: str, *, at: datetime) -> None:
    if throttle.count(key, seconds=ceiling.seconds, at=at) > ceiling.most:
        raise TooMany(sentence, wait=throttle.seconds_left(key, at=at))
