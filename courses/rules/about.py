"""What an edition says about its course, as frozen in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from cms.rules import formats

FORMAT = 1
Frozen = Mapping[str, Any]


@dataclass(frozen=True)
class About:
    """What the course page and certificates take from it, whatever format it was frozen in."""

    for_whom: str = ""
    level: str = ""
    content_note: str = ""
    label: str = ""
    objectives: tuple[Frozen, ...] = ()  # {"key", "text"}
    sources: tuple[Frozen, ...] = ()
    picture: Frozen | None = None
    reviewer: Frozen | None = None  # {"name", "role", "on": iso or None}
    review_due_on: str | None = None  # iso
    authors: tuple[str, ...] = ()
    sample: str = ""  # the key of the lesson that anybody may read

    @classmethod
    def thaw(cls, frozen: Frozen) -> Self:
        """By its format, absent meaning 1. Raises UnknownFormat."""
        return cls(**formats.read(READERS, frozen, what="what an edition says about its course"))


def _read_1(frozen: Frozen) -> dict[str, Any]:
    return {
        "for_whom": frozen.get("for_whom") or "",
        "level": frozen.get("level") or "",
        "content_note": frozen.get("content_note") or "",
        "label": frozen.get("label") or "",
        "objectives": tuple(frozen.get("objectives") or ()),
        "sources": tuple(frozen.get("sources") or ()),
        "picture": frozen.get("picture"),
        "reviewer": frozen.get("reviewer"),
        "review_due_on": frozen.get("review_due_on"),
        "authors": tuple(frozen.get("authors") or ()),
        "sample": frozen.get("sample") or "",
    }


READERS = {1: _read_1}
