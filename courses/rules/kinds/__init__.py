"""The kinds of question, one file each. A new kind is a new file and its line here."""

from courses.rules.kinds.multiple_response import MultipleResponseItem
from courses.rules.kinds.single_choice import SingleChoiceItem
from courses.rules.kinds.true_false import TrueFalseItem

__all__ = ["MultipleResponseItem", "SingleChoiceItem", "TrueFalseItem"]
