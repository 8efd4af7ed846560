"""A statement that is true, or not. Its two answers keep their order."""

from fractions import Fraction

from courses.kinds._choices.rule import ChoiceItem
from courses.rules.items import Mark, kind_of_item


@kind_of_item
class TrueFalseItem(ChoiceItem):
    kind = "true-false"
    keeps_order = True

    def mark_ticks(self, chosen: frozenset[str], right: frozenset[str]) -> Mark:
        return Mark(Fraction(bool(chosen & right)))
