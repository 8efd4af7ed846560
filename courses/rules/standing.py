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
class Participation:
    """One enrolment in days: joined, ended (the day it was completed or left, None while open), and how far:
    ``done`` of ``total`` required parts finished.
    """

    joined_on: date
    ended_on: date | None
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class EarnedCertificate:
    """A certificate: its number, and “waiting”, “issued”, “replaced” or “withdrawn”."""

    number: str
    state: str


@dataclass(frozen=True, slots=True)
class Finish:
    """A course was completed on a day, which may have earned a certificate."""

    completed_on: date
    certificate: EarnedCertificate | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One answer for one person and one course. ``on`` is the day it came about, where it did."""

    state: State
    on: date | None = None
    done: int = 0
    total: int = 0
    certificate: EarnedCertificate | None = None
    again: bool = False  # completed before, and under way once more


NOT_JOINED = Standing(State.NOT_JOINED)


def standing(participations: Iterable[Participation], finishes: Iterable[Finish], *, on: date) -> Standing:
    """What these facts amount to at the end of that day. Facts of later days count for nothing.

    Completed once is completed: a refresher under way only adds ``again`` and how far it is.
    """
    latest = max(
        (each for each in participations if each.joined_on <= on),
        key=lambda each: (
            each.joined_on,
            _is_open(each, on),
        ),  # of two on one day the open one
        default=None,
    )
    finish = max(
        (f for f in finishes if f.completed_on <= on),
        key=lambda f: (f.completed_on, _is_live(f)),
        default=None,
    )
    is_open = latest is not None and _is_open(latest, on)
    if finish is not None:
        again = (latest.done, latest.total) if latest is not None and is_open else (0, 0)
        return Standing(State.COMPLETED, finish.completed_on, *again, finish.certificate, again=is_open)
    if latest is None:
        return NOT_JOINED
    if is_open:
        return Standing(State.UNDER_WAY, latest.joined_on, latest.done, latest.total)
    return Standing(State.LEFT, latest.ended_on, latest.done, latest.total)


def _is_open(participation: Participation, on: date) -> bool:
    return participation.ended_on is None or participation.ended_on > on


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
