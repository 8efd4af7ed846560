"""The bank. One kind of question per file; a new kind is a file here and one in ``rules``."""

from courses.models.authoring.questions.multiple_response import (
    MultipleResponseOption,
    MultipleResponseQuestion,
)
from courses.models.authoring.questions.question import Question
from courses.models.authoring.questions.single_choice import SingleChoiceOption, SingleChoiceQuestion
from courses.models.authoring.questions.true_false import TrueFalseQuestion

KINDS: tuple[type[Question], ...] = (SingleChoiceQuestion, MultipleResponseQuestion, TrueFalseQuestion)

__all__ = [
    "KINDS",
    "MultipleResponseOption",
    "MultipleResponseQuestion",
    "Question",
    "SingleChoiceOption",
    "SingleChoiceQuestion",
    "TrueFalseQuestion",
]
