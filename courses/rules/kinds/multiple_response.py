"""Several right answers; part marks for part of them."""

from fractions import Fraction

from courses.rules.items import Answer, Item, Mark, Rulings, kind_of_item


@kind_of_item
class MultipleResponseItem(Item):
    kind = "multiple-response"
    takes_several = True
    hint = "Choose all that apply"
    marking = "Each right answer earns its share, and each wrong one costs as much. Never below nothing."

    def mark(self, answer: Answer, rulings: Rulings) -> Mark:
        """An answer accepted later counts as right for those who chose it; nobody scores less for it."""
        as_released = mark_choices(answer.chosen, self.right)
        with_accepted = mark_choices(answer.chosen, self.right | rulings.accept_also)
        return max(as_released, with_accepted, key=lambda mark: mark.score)


def mark_choices(chosen: frozenset[str], right: frozenset[str]) -> Mark:
    """Each right option earns its share, each wrong one costs as much; never below nothing."""
    earned = Fraction(len(chosen & right) - len(chosen - right), len(right))
    return Mark(max(Fraction(0), earned))
