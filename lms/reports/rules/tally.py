"""What many standings amount to, always with its numerator and its denominator. Plain Python."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from courses.rules.standing import Standing, State


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of ``people`` stand where."""

    people: int = 0
    completed: int = 0
    under_way: int = 0
    left: int = 0

    @property
    def not_joined(self) -> int:
        return self.people - self.completed - self.under_way - self.left

    @property
    def joined(self) -> int:
        return self.completed + self.under_way + self.left

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.people + other.people,
            self.completed + other.completed,
            self.under_way + other.under_way,
            self.left + other.left,
        )


def tally(standings: Iterable[Standing]) -> Tally:
    states = Counter(each.state for each in standings)
    return Tally(
        people=states.total(),
        completed=states[State.COMPLETED],
        under_way=states[State.UNDER_WAY],
        left=states[State.LEFT],
    )
