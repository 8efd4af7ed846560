"""What moving to a newer edition keeps, and what is new."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from courses.rules.activities import activity_kind
from courses.rules.outline import Outline, Part
from lms.core.words import minutes


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
        named = " and ".join(activity_kind(kind).counted(count) for kind, count in kinds.items())
        return f"{kept} New or changed: {named}, {minutes(sum(part.minutes for part in self.new))}."


def compare(own: Outline, newer: Outline, finished: Collection[str]) -> Move:
    """What somebody who finished those parts of their own edition meets on the newer one."""
    same = {part.key for part in newer.parts if own.is_same_in(newer, part.key)}
    new = tuple(part for part in newer.parts if part.key not in same)
    return Move(frozenset(same & set(finished)), len(same), len(newer.parts), new)
