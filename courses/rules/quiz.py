"""A quiz as frozen in an edition: its questions, what passes, and how answers are marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Self

import courses.rules.kinds  # noqa: F401 - makes the kinds known by name
from courses.rules.items import Answer, Item, Mark, Rulings, thaw
from courses.rules.shuffling import shuffled

NO_RULINGS = Rulings()


@dataclass(frozen=True)
class Ruling:
    """One decision about one item, as stored."""

    item: str
    kind: str
    option: str | None = None


@dataclass(frozen=True)
class Result:
    """How a quiz went. ``marks`` has an entry for every item that counts."""

    marks: Mapping[str, Mark]
    score: Fraction
    out_of: int
    needed: int

    @property
    def passed(self) -> bool:
        return self.score >= self.needed


@dataclass(frozen=True)
class Quiz:
    items: tuple[Item, ...]
    pass_percent: int
    attempts: int  # 0: as many as wanted
    shuffle: bool

    @classmethod
    def thaw(cls, body: Mapping[str, Any]) -> Self:
        items = tuple(thaw(item) for item in body["items"])
        return cls(items, body["pass_percent"], body["attempts"], body["shuffle"])

    @property
    def needed(self) -> int:
        return needed(self.pass_percent, len(self.items))

    def item(self, key: str) -> Item | None:
        return next((item for item in self.items if item.key == key), None)

    def in_order(self, seed: int) -> tuple[Item, ...]:
        """The items as one attempt meets them: always the same for the same seed."""
        if not self.shuffle:
            return self.items
        return tuple(
            replace(item, options=shuffled(item.options, seed)) if item.options_may_move else item
            for item in shuffled(self.items, seed)
        )

    def mark(self, answers: Mapping[str, Answer], rulings: Iterable[Ruling] = ()) -> Result:
        """Depends on nothing but the frozen items, the answers and the rulings, so it can be done again."""
        ruled = by_item(rulings)
        marks = {
            item.key: mark(item, answers.get(item.key, Answer()), ruled.get(item.key, NO_RULINGS))
            for item in self.items
            if not ruled.get(item.key, NO_RULINGS).leave_out
        }
        total = sum((each.score for each in marks.values()), Fraction(0))
        return Result(marks, total, len(marks), needed(self.pass_percent, len(marks)))


def needed(percent: int, out_of: int) -> int:
    """Whole points that pass: 80 % of 9 are 8."""
    return -(-percent * out_of // 100)


def mark(item: Item, answer: Answer, rulings: Rulings) -> Mark:
    return Mark(Fraction(1)) if rulings.credit_everyone else item.mark(answer, rulings)


def by_item(rulings: Iterable[Ruling]) -> dict[str, Rulings]:
    ruled: dict[str, Rulings] = {}
    for ruling in rulings:
        before = ruled.get(ruling.item, NO_RULINGS)
        ruled[ruling.item] = RULED[ruling.kind](before, ruling.option or "")
    return ruled


RULED = {
    "accept-also": lambda before, option: replace(before, accept_also=before.accept_also | {option}),
    "credit-everyone": lambda before, _: replace(before, credit_everyone=True),
    "leave-out": lambda before, _: replace(before, leave_out=True),
}
