"""One right answer among several."""

from fractions import Fraction

from courses.kinds._choices.rule import ChoiceItem
from courses.rules.items import Mark, kind_of_item


@kind_of_item
class SingleChoiceItem(ChoiceItem):
    kind = "single-choice"

    def mark_ticks(self, chosen: frozenset[str], right: frozenset[str]) -> Mark:
        return Mark(Fraction(bool(chosen & right)))
