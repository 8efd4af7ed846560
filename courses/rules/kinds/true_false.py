"""A statement that is true, or not. Its two answers keep their order."""

from courses.rules.items import kind_of_item
from courses.rules.kinds.single_choice import SingleChoiceItem


@kind_of_item
class TrueFalseItem(SingleChoiceItem):
    kind = "true-false"
    options_may_move = False
