"""Pick the one answer that fits best."""

from collections.abc import Iterable
from typing import Any

from modelcluster.fields import ParentalKey

from cms.blocks.finding import Finding
from courses.kinds._choices.question import Option, WithOptions
from courses.models.authoring.question import Question, kind_of_question


@kind_of_question
class SingleChoiceQuestion(WithOptions, Question):
    kind = "single-choice"
    kind_name = "Single choice"
    kind_meaning = "Several answers, one of them right."
    kind_example = ("From birth to five", "✓ From conception to two", "From birth to two")
    kind_order = 10

    class Meta:
        verbose_name = "single choice question"

    def findings_in_right(self, options: list[dict[str, Any]]) -> Iterable[Finding]:
        right = sum(option["right"] for option in options)
        if not right:
            yield Finding("No answer is marked as right.", True)
        elif right > 1:
            yield Finding(f"{right} answers are marked as right, not one.", True)


class SingleChoiceOption(Option):
    question = ParentalKey(SingleChoiceQuestion, related_name="options")


SingleChoiceQuestion.option_model = SingleChoiceOption
