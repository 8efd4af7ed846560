"""One right answer among several."""

from fractions import Fraction

from courses.rules.items import Answer, Item, Mark, Rulings, kind_of_item


@kind_of_item
class SingleChoiceItem(Item):
    kind = "single-choice"

    def mark(self, answer: Answer, rulings: Rulings) -> Mark:
        return Mark(Fraction(bool(answer.chosen & (self.right | rulings.accept_also))))
