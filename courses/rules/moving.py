"""What moving to a newer edition keeps, and what is new."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from courses.rules.outline import Part, Sheet
from courses.rules.words import in_words, minutes


@dataclass(frozen=True)
class Move:
    kept: frozenset[str]  # finished, and unchanged in the newer edition
    unchanged: int
    total: int
    new: tuple[Part, ...]  # not there before, or no longer the same

    def sentence(self) -> str:
        """You keep 5 of 7 parts. New: one lesson, 12 minutes."""
        kept = f"You keep {self.unchanged} of {self.total} parts."
        if not self.new:
            return f"{kept} Nothing new has to be done."
        kinds = Counter(part.kind for part in self.new)
        named = " and ".join(_named(kind, count) for kind, count in kinds.items())
        return f"{kept} New or changed: {named}, {minutes(sum(part.minutes for part in self.new))}."


def compare(own: Sheet, newer: Sheet, finished: Collection[str]) -> Move:
    """What somebody who finished those parts of their own edition meets on the newer one."""
    same = {part.key for part in newer.parts if own.is_same_in(newer, part.key)}
    new = tuple(part for part in newer.parts if part.key not in same)
    return Move(frozenset(same & set(finished)), len(same), len(newer.parts), new)


def _named(kind: str, count: int) -> str:
    if kind == "quiz":
        return "one quiz" if count == 1 else f"{in_words(count, 'quiz')[:-1]}zes"
    return in_words(count, kind)
