"""How marks and attempts are reckoned, written a second time and as simply as can be.

Nothing here asks the product: where the two differ, one of them is wrong.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction

Chosen = frozenset[str]
NOTHING: Chosen = frozenset()


@dataclass(frozen=True)
class Asked:
    """A question as one edition asks it. Equal is only what is the same, word for word."""

    key: str
    several: bool
    options: tuple[str, ...]
    right: Chosen
    words: str

    def points(self, chosen: Chosen, right: Chosen) -> Fraction:
        if not self.several:
            return Fraction(1) if chosen & right else Fraction(0)
        good = sum(1 for option in chosen if option in right)
        return max(Fraction(0), Fraction(good - (len(chosen) - good), len(right)))


@dataclass(frozen=True)
class Part:
    """A lesson, or a quiz with its questions, as one edition has it."""

    key: str
    words: str
    optional: bool = False
    asked: tuple[Asked, ...] = ()
    percent: int = 80
    tries: int = 3

    @property
    def is_quiz(self) -> bool:
        return bool(self.asked)

    def is_same(self, other: "Part | None") -> bool:
        """Whoever finished the one has finished the other."""
        return other is not None and replace(self, optional=False) == replace(other, optional=False)

    def question(self, key: str) -> Asked:
        return next(asked for asked in self.asked if asked.key == key)


@dataclass(frozen=True)
class Edition:
    number: int
    correction: int
    parts: tuple[Part, ...]

    @property
    def name(self) -> tuple[int, int]:
        return self.number, self.correction

    def part(self, key: str) -> Part | None:
        return next((part for part in self.parts if part.key == key), None)

    @property
    def quiz(self) -> Part:
        return next(part for part in self.parts if part.is_quiz)

    @property
    def lessons(self) -> frozenset[str]:
        return frozenset(part.key for part in self.parts if not part.is_quiz)

    @property
    def needed(self) -> frozenset[str]:
        return frozenset(part.key for part in self.parts if not part.optional)


@dataclass(frozen=True)
class Decided:
    """What was decided about a question as some editions asked it; of those before ``before``, or of all."""

    asked: Asked
    kind: str
    accepted: Chosen = NOTHING
    before: tuple[int, int] | None = None

    def judges(self, asked: Asked, edition: Edition) -> bool:
        return self.asked == asked and (self.before is None or edition.name < self.before)


@dataclass(frozen=True)
class Marks:
    """``points`` by question, of those that count."""

    points: Mapping[str, Fraction] = field(default_factory=dict)
    needed: int = 0

    @property
    def score(self) -> Fraction:
        return sum(self.points.values(), Fraction(0))

    @property
    def out_of(self) -> int:
        return len(self.points)

    @property
    def passes(self) -> bool:
        return self.out_of > 0 and self.score >= self.needed


def marks(quiz: Part, edition: Edition, answers: Mapping[str, Chosen], decided: Iterable[Decided]) -> Marks:
    """What the answers come to. What is left out counts for nobody, unless a pass hangs on it."""
    points, out = {}, []
    for asked in quiz.asked:
        about = [each for each in decided if each.judges(asked, edition)]
        chosen = answers.get(asked.key, NOTHING)
        rights = [asked.right] + [each.accepted for each in about if each.kind == "accept-also"]
        points[asked.key] = max(asked.points(chosen, right) for right in rights)
        if any(each.kind == "credit-everyone" for each in about):
            points[asked.key] = Fraction(1)
        if any(each.kind == "leave-out" for each in about):
            out.append(asked.key)
    out.sort(key=lambda key: points[key])  # the worst first
    readings = []
    while True:
        counted = {key: mark for key, mark in points.items() if key not in out}
        readings.append(Marks(counted, -(-quiz.percent * len(counted) // 100)))
        if readings[-1].passes or not out:
            return readings[-1] if readings[-1].passes else readings[0]
        out.pop()


def tries_left(
    tries: int, lessons: frozenset[str], happened: Iterable[tuple[datetime, str, str]]
) -> tuple[int | None, frozenset[str]]:
    """How many, and the lessons that open fresh ones. ``happened``: (when, “sent”, “again” or “granted”,
    which lesson); at the same moment, sent comes first and granted last.
    """
    if not tries:
        return None, frozenset()
    left, waiting = tries, frozenset[str]()
    order = ["sent", "again", "granted"]
    for _, what, lesson in sorted(happened, key=lambda each: (each[0], order.index(each[1]))):
        if what == "sent":
            left = max(left - 1, 0)
            waiting = lessons if left == 0 else frozenset()
        elif what == "granted":
            left += 1
        elif lesson in waiting:
            waiting -= {lesson}
            if not waiting:
                left += tries
    return left, waiting
