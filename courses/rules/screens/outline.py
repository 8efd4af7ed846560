"""A course's parts with ticks and minutes."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from courses.rules.outline import Outline
from courses.rules.screens.addresses import Addresses, Link
from lms.core.words import minutes


@dataclass(frozen=True)
class OutlineScreen:
    title: str
    facts: str
    modules: list[dict[str, Any]]  # as the outline component takes them
    done: int
    total: int
    left: str  # 35 minutes left; empty when nothing is
    carry_on: Link | None
    note: str = ""


def outline_screen(
    outline: Outline, *, finished: Collection[str], addresses: Addresses, is_open: bool = True, note: str = ""
) -> OutlineScreen:
    upcoming = outline.next_to_do(finished) if is_open else None
    left = outline.minutes_left(finished)
    return OutlineScreen(
        title=outline.title,
        facts=outline.facts(),
        modules=outlined(
            outline, finished=finished, addresses=addresses, current=upcoming.key if upcoming else None
        ),
        done=outline.done(finished),
        total=len(outline.parts),
        left=f"{minutes(left)} left" if left and is_open else "",
        carry_on=Link(upcoming.title, addresses.activity(upcoming.key)) if upcoming else None,
        note=note,
    )


def outlined(
    outline: Outline,
    *,
    finished: Collection[str] = (),
    addresses: Addresses | None = None,
    current: str | None = None,
) -> list[dict[str, Any]]:
    """Modules as the outline component takes them; without addresses nothing is a link."""
    return [
        {
            "title": title,
            "activities": [
                {
                    "key": part.key,
                    "title": part.title,
                    "href": addresses.activity(part.key) if addresses else "",
                    "kind": part.kind_in_words,
                    "minutes": part.minutes,
                    "state": _state(part.key, finished, current),
                    "note": "optional" if part.optional else "",
                }
                for part in parts
            ],
        }
        for title, parts in groupby(outline.parts, key=lambda part: part.module)
    ]


def _state(key: str, finished: Collection[str], current: str | None) -> str:
    if key in finished:
        return "done"
    return "current" if key == current else "open"
