"""How a quiz is marked, by its frozen items and by what was decided about them since.

Plain Python that depends on nothing else, so that it can be done again at any time, with the same result.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from courses.rules.items import ACCEPT_ALSO, CREDIT_EVERYONE, LEAVE_OUT, Answer, Item, Mark
from lms.core import words


@dataclass(frozen=True)
class Ruling:
    """One decision about one frozen item, told by its digest.

    Format 1 names no digest, since only those that judge are ever read; and an option, not a whole answer.
    """

    item: str  # key
    kind: str
    digest: str = ""
    alternative: Mapping[str, Any] | None = None
    option: str = ""  # of format 1

    def judges(self, item: Item) -> bool:
        return self.item == item.key and self.digest in ("", item.digest)


@dataclass(frozen=True)
class Rulings:
    """What was decided about one item after people had met it."""

    alternatives: tuple[Mapping[str, Any], ...] = ()
    credit_everyone: bool = False
    leave_out: bool = False


@dataclass(frozen=True)
class Result:
    """How a quiz went. ``marks`` has an entry for every item that counts."""

    marks: Mapping[str, Mark]
    score: Fraction
    out_of: int
    needed: int

    @property
    def passed(self) -> bool:
        """Where nothing is left to mark, nobody passes."""
        return self.out_of > 0 and self.score >= self.needed


def needed(percent: int, out_of: int) -> int:
    """Whole points that pass: 80 % of 9 are 8."""
    return -(-percent * out_of // 100)


def share(points: int, out_of: int) -> int:
    """What so many points are, in whole per cent: 8 of 9 are 89 %."""
    return (200 * points + out_of) // (2 * out_of) if out_of else 0


def needed_words(points: int, out_of: int) -> str:
    """8 of 9 needed to pass (89 %): what the whole number is, not the share it was worked out from."""
    return f"{words.needed(points, out_of)} to pass ({share(points, out_of)}\u00a0%)"


def mark_quiz(
    items: Sequence[Item],
    pass_percent: int,
    answers: Mapping[str, Answer],
    rulings: Iterable[Ruling] = (),
    *,
    earned: Mapping[str, Fraction] | None = None,
) -> Result:
    """The best reading of the answers. No further ruling lowers the mark of an item or undoes a pass.

    What was left out counts for nobody, unless a pass hangs on it: then the best answered of them count.
    """
    made = tuple(rulings)
    ruled = {item.key: rulings_on(item, made) for item in items}
    marks = {
        item.key: mark_item(item, answers.get(item.key) or item.empty(), ruled[item.key]) for item in items
    }
    for key, score in (earned or {}).items():
        if key in marks and marks[key].score < score:
            marks[key] = replace(marks[key], score=score)
    left_out = [item.key for item in items if ruled[item.key].leave_out]
    left_out.sort(key=lambda key: marks[key].score)
    readings = [_without(left_out[:most], marks, pass_percent) for most in range(len(left_out), -1, -1)]
    return next((reading for reading in readings if reading.passed), readings[0])


def _without(left_out: Sequence[str], marks: Mapping[str, Mark], pass_percent: int) -> Result:
    counted = {key: mark for key, mark in marks.items() if key not in left_out}
    total = sum((mark.score for mark in counted.values()), Fraction(0))
    return Result(counted, total, len(counted), needed(pass_percent, len(counted)))


def mark_item(item: Item, answer: Answer, rulings: Rulings) -> Mark:
    return Mark(Fraction(1)) if rulings.credit_everyone else item.mark(answer, rulings.alternatives)


def rulings_on(item: Item, rulings: Iterable[Ruling]) -> Rulings:
    """What all of them together say of one item."""
    made = [ruling for ruling in rulings if ruling.judges(item)]
    accepted = [ruling for ruling in made if ruling.kind == ACCEPT_ALSO]
    alternatives = tuple(ruling.alternative for ruling in accepted if ruling.alternative is not None)
    options = {ruling.option for ruling in accepted if ruling.option}
    kinds = {ruling.kind for ruling in made}
    return Rulings(
        (*alternatives, item.widened(options)) if options else alternatives,
        CREDIT_EVERYONE in kinds,
        LEAVE_OUT in kinds,
    )
