"""What must be true of the data at any time. Each package adds its own; one command asks them all.

An invariant is a function that returns the rows that break it, and nothing on healthy data. Whatever can be a
constraint is one as well: these find what came in past the constraints, and what no constraint can say.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

#: Told the time, since some things are wrong only once they have lasted; returns what offends.
Question = Callable[[datetime], Iterable[Any]]


@dataclass(frozen=True)
class Invariant:
    name: str
    sentence: str
    offenders: Question


_invariants: dict[str, Invariant] = {}


def invariant(name: str, sentence: str) -> Callable[[Question], Question]:
    """``@invariant("I01", "A completion has …")`` on a function ``(at) -> offending rows``.

    The module has to be imported in its package's ``ready()``.
    """

    def register(question: Question) -> Question:
        if name in _invariants and _invariants[name].offenders.__module__ != question.__module__:
            raise ValueError(f"There are two invariants named {name}.")
        _invariants[name] = Invariant(name, sentence, question)
        return question

    return register


def every() -> list[Invariant]:
    return [_invariants[name] for name in sorted(_invariants)]


def broken(*, at: datetime, most: int = 20) -> Iterator[tuple[Invariant, list[Any]]]:
    """The invariants that do not hold, each with some of the rows that break it."""
    for each in every():
        offenders = list(each.offenders(at))
        if offenders:
            yield each, offenders[:most]
