"""Where a person stands on a course on a day, worked out from what happened. No Django, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    NOT_JOINED = "not_joined"
    UNDER_WAY = "under_way"
    COMPLETED = "completed"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a course, from joining it until completing or leaving it; ``done`` of ``total`` parts."""

    joined_on: date
    ended_on: date | None
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Earned:
    """A certificate: its number, and “waiting”, “issued”, “replaced” or “withdrawn”."""

    number: str
    state: str


@dataclass(frozen=True, slots=True)
class Finish:
    """A course was completed on a day, which may have earned a certificate."""

    completed_on: date
    certificate: Earned | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One answer for one person and one course. ``on`` is the day it came about, where it did."""

    state: State
    on: date | None = None
    done: int = 0
    total: int = 0
    certificate: Earned | None = None
    again: bool = False  # completed before, and under way once more


NOT_JOINED = Standing(State.NOT_JOINED)


def standing(places: Iterable[Place], finishes: Iterable[Finish], *, on: date) -> Standing:
    """What these facts amount to at the end of that day. Facts of later days count for nothing.

    Completed once is completed: a refresher under way only adds ``again`` and how far it is.
    """
    place = max((p for p in places if p.joined_on <= on), key=lambda p: p.joined_on, default=None)
    finish = max(
        (f for f in finishes if f.completed_on <= on),
        key=lambda f: (f.completed_on, _is_live(f)),
        default=None,
    )
    is_open = place is not None and (place.ended_on is None or place.ended_on > on)
    if finish is not None:
        again = (place.done, place.total) if place is not None and is_open else (0, 0)
        return Standing(State.COMPLETED, finish.completed_on, *again, finish.certificate, again=is_open)
    if place is None:
        return NOT_JOINED
    if is_open:
        return Standing(State.UNDER_WAY, place.joined_on, place.done, place.total)
    return Standing(State.LEFT, place.ended_on, place.done, place.total)


def _is_live(finish: Finish) -> bool:
    return finish.certificate is not None and finish.certificate.state in {"waiting", "issued"}


def certificate_state(
    *, issued_on: date | None, replaced_on: date | None, withdrawn_on: date | None, on: date
) -> str:
    """What a certificate was at the end of that day."""
    if withdrawn_on and withdrawn_on <= on:
        return "withdrawn"
    if replaced_on and replaced_on <= on:
        return "replaced"
    return "issued" if issued_on and issued_on <= on else "waiting"
