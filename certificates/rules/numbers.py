"""The number of a certificate, as “PIER-7K4M-2Q9X-C”: random, readable aloud, with a check character.

Its letters leave out I, L, O and U, which are taken for 1, 1, 0 and V. The check character finds every single
mistyped character and every two that changed places.
"""

import re
import secrets
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX = "PIER"
LENGTH = 8
MODULUS = 37  # a prime beyond the alphabet: weights never cancel a difference out
_MISREAD = str.maketrans("ILO", "110")


def new_number(choose: Callable[[str], str] = secrets.choice) -> str:
    """A random number. Those whose check falls outside the alphabet are drawn again."""
    while True:
        body = "".join(choose(ALPHABET) for _ in range(LENGTH))
        if (check := check_character(body)) is not None:
            return _written(body + check)


def check_character(body: str) -> str | None:
    """None for the few bodies whose check is no character of the alphabet; they are never given out."""
    rest = sum(weight * ALPHABET.index(letter) for weight, letter in enumerate(body, start=1)) % MODULUS
    return ALPHABET[rest] if rest < len(ALPHABET) else None


def read_number(typed: str) -> str | None:
    """The number as it is written, however it was typed; None if it cannot be one of ours."""
    letters = re.sub(r"[^0-9A-Z]", "", typed.upper())
    if letters.startswith((PREFIX, "P1ER")):
        letters = letters[len(PREFIX) :]
    letters = letters.translate(_MISREAD)
    if len(letters) != LENGTH + 1 or any(letter not in ALPHABET for letter in letters):
        return None
    return _written(letters) if check_character(letters[:-1]) == letters[-1] else None


def _written(letters: str) -> str:
    return f"{PREFIX}-{letters[:4]}-{letters[4:8]}-{letters[8]}"
