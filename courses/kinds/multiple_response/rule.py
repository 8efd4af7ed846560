"""Several right answers; part marks for part of them."""

from fractions import Fraction

from courses.kinds._choices.rule import ChoiceItem
from courses.rules.items import Mark, kind_of_item


@kind_of_item
class MultipleResponseItem(ChoiceItem):
    kind = "multiple-response"
    takes_several = True
    hint_words = "Choose all that apply"
    empty_words = "Choose at least one answer"
    marking = (
        "Where several answers are right, each right one earns its share of the point, "
        "and each wrong one takes as much away."
    )

    def mark_ticks(self, chosen: frozenset[str], right: frozenset[str]) -> Mark:
        """Never below nothing."""
        earned = Fraction(len(chosen & right) - len(chosen - right), len(right))
        return Mark(max(Fraction(0), earned))
