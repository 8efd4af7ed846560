"""What must be true of the data at any time. Each package adds its own; one command asks them all.

An invariant is a function that returns the rows that break it, and nothing on healthy data. Whatever can be a
constraint is one as well: these find what came in past the constraints, and what no constraint can say.

However many rows there are, and however many of them break it, only a few are ever held at once. Asked of
what happened ``since`` a moment the same is asked quickly; each package says of its models what that means.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.db.models.query import ModelIterable

#: Told the time, since some things are wrong only once they have lasted; returns what offends. One that does
#: not return a queryset of rows as they are takes ``since`` as well, or it is always asked of everything.
Question = Callable[..., Iterable[Any]]
Rows = TypeVar("Rows", bound=QuerySet[Any])


@dataclass(frozen=True)
class Invariant:
    name: str
    sentence: str
    offenders: Question

    def some(self, *, at: datetime, since: datetime | None = None, most: int) -> list[Any]:
        """Some of the rows that break it."""
        if "since" in inspect.signature(self.offenders).parameters:
            offenders = self.offenders(at, since=since)
        else:
            offenders = self.offenders(at)
        if isinstance(offenders, QuerySet):
            return list(happened_since(offenders, since)[:most])
        return list(islice(offenders, most))


_invariants: dict[str, Invariant] = {}
_moments: dict[type[Model], Callable[[datetime], Any]] = {}


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


def happens(model: type[Model], when: Callable[[datetime], Any]) -> None:
    """Say of a model what it means that something happened to a row since then: ``since -> condition``."""
    _moments[model] = when


def at_any_of(*fields: str) -> Callable[[datetime], Any]:
    """Something happened to a row at the moments in these columns."""

    def when(since: datetime) -> Q:
        condition = Q()
        for field in fields:
            condition |= Q(**{f"{field}__gte": since})
        return condition

    return when


def happened_since(rows: Rows, since: datetime | None) -> Rows:
    """Those rows to which something happened since then; all of them where nobody said when that is."""
    when = _moments.get(rows.model)
    if since is None or when is None or not issubclass(rows._iterable_class, ModelIterable):
        return rows
    return rows.filter(when(since))


def every() -> list[Invariant]:
    return [_invariants[name] for name in sorted(_invariants)]


def broken(
    *, at: datetime, since: datetime | None = None, most: int = 20
) -> Iterator[tuple[Invariant, list[Any]]]:
    """The invariants that do not hold, each with some of the rows that break it."""
    for each in every():
        offenders = each.some(at=at, since=since, most=most)
        if offenders:
            yield each, offenders
