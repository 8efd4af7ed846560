"""How many attempts at a quiz are left, and what opens fresh ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Submitted:
    """An attempt was sent in and did not pass; these lessons are worth another look."""

    at: datetime
    look_again: frozenset[str]


@dataclass(frozen=True)
class LookedAgain:
    """A lesson was finished once more."""

    at: datetime
    lesson: str


@dataclass(frozen=True)
class Granted:
    """A trainer granted one more attempt."""

    at: datetime


@dataclass(frozen=True)
class Allowance:
    """``left`` none: as many as wanted. ``look_again``: finishing these lessons opens fresh ones."""

    left: int | None
    look_again: frozenset[str] = frozenset()

    @property
    def is_used_up(self) -> bool:
        return self.left == 0


ORDER: dict[type, int] = {Submitted: 0, LookedAgain: 1, Granted: 2}


def allowance(attempts: int, happened: Iterable[Submitted | LookedAgain | Granted]) -> Allowance:
    """Start with ``attempts``. When they are used up, finishing every lesson named by the last one opens as
    many again; a grant always adds one.
    """
    if not attempts:
        return Allowance(None)
    left, waiting = attempts, frozenset[str]()
    for event in sorted(happened, key=lambda event: (event.at, ORDER[type(event)])):
        match event:
            case Submitted():
                left = max(0, left - 1)
                waiting = frozenset() if left else event.look_again
            case LookedAgain() if event.lesson in waiting:
                waiting -= {event.lesson}
                left += 0 if waiting else attempts
            case Granted():
                left += 1
    return Allowance(left, waiting)
