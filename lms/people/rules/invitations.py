"""How long an invitation holds, and whom a pasted list of addresses names. Plain Python."""

import re
from dataclasses import dataclass
from datetime import timedelta

VALID_FOR = timedelta(days=14)

_SEPARATORS = re.compile(r"[,;\n\r\t]+")
_NAMED = re.compile(r"^(?P<name>.*?)\s*<(?P<address>[^<>]+)>$")


@dataclass(frozen=True)
class Invitee:
    """Somebody on a pasted list. ``name`` may be empty."""

    address: str
    name: str = ""


def invitees(pasted: str) -> list[Invitee]:
    """Each address once, in the order pasted: by comma, semicolon or line, as “Name <address>” or bare."""
    found: dict[str, Invitee] = {}
    for part in _SEPARATORS.split(pasted):
        words = part.strip()
        if not words:
            continue
        named = _NAMED.match(words)
        name = named["name"].strip("\"' ") if named else ""
        address = (named["address"] if named else words).strip().lower()
        found.setdefault(address, Invitee(address, name))
    return list(found.values())
