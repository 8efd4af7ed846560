"""Pick every answer that is right; part marks for part of the answer."""

from collections.abc import Iterable
from typing import Any

from modelcluster.fields import ParentalKey

from cms.blocks.finding import Finding
from courses.kinds._choices.question import Option, WithOptions
from courses.models.authoring.question import Question, kind_of_question


@kind_of_question
class MultipleResponseQuestion(WithOptions, Question):
    kind = "multiple-response"
    kind_name = "Multiple response"
    kind_meaning = "Several answers, more than one of them right. Part of the answer earns part of the mark."
    kind_example = ("✓ Making the sound back", "✓ Looking where she looks", "Turning up the television")
    kind_order = 20

    class Meta:
        verbose_name = "multiple response question"

    def findings_in_right(self, options: list[dict[str, Any]]) -> Iterable[Finding]:
        right = sum(option["right"] for option in options)
        if not right:
            yield Finding("No answer is marked as right.", True)
        elif right == len(options):
            yield Finding("Every answer is marked as right.")
        elif right == 1:
            yield Finding("Only one answer is right: a single choice says so to the learner.")


class MultipleResponseOption(Option):
    question = ParentalKey(MultipleResponseQuestion, related_name="options")


MultipleResponseQuestion.option_model = MultipleResponseOption
