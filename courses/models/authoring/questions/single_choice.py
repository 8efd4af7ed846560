"""Pick the one answer that fits best."""

from typing import Any

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel

from cms.blocks.finding import Finding
from courses.models.authoring.questions.options import Option, findings_in_options
from courses.models.authoring.questions.question import Question


class SingleChoiceQuestion(Question):
    kind = "single-choice"
    kind_name = "Single choice"
    kind_meaning = "Several answers, one of them right."
    kind_example = ("From birth to five", "✓ From conception to two", "From birth to two")

    panels = [
        *Question.stem_panels,
        InlinePanel("options", heading="Answers", label="Answer", min_num=2),
        *Question.more_panels,
    ]

    class Meta:
        verbose_name = "single choice question"

    def option_rows(self) -> list[dict[str, Any]]:
        return [option.freeze() for option in self.options.all()]

    def findings_in_kind(self, options: list[dict[str, Any]]) -> list[Finding]:
        right = sum(option["right"] for option in options)
        if right == 1:
            return findings_in_options(options)
        words = (
            "No answer is marked as right." if not right else f"{right} answers are marked as right, not one."
        )
        return [*findings_in_options(options), Finding(words, True)]


class SingleChoiceOption(Option):
    question = ParentalKey(SingleChoiceQuestion, related_name="options")
