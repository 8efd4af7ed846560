"""Pick every answer that is right; part marks for part of the answer."""

from typing import Any

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel

from cms.blocks.finding import Finding
from courses.models.authoring.questions.options import Option, findings_in_options
from courses.models.authoring.questions.question import Question


class MultipleResponseQuestion(Question):
    kind = "multiple-response"
    kind_name = "Multiple response"
    kind_meaning = "Several answers, more than one of them right. Part of the answer earns part of the mark."
    kind_example = ("✓ Making the sound back", "✓ Looking where she looks", "Turning up the television")

    panels = [
        *Question.stem_panels,
        InlinePanel("options", heading="Answers", label="Answer", min_num=2),
        *Question.more_panels,
    ]

    class Meta:
        verbose_name = "multiple response question"

    def option_rows(self) -> list[dict[str, Any]]:
        return [option.freeze() for option in self.options.all()]

    def findings_in_kind(self, options: list[dict[str, Any]]) -> list[Finding]:
        found = findings_in_options(options)
        right = sum(option["right"] for option in options)
        if not right:
            found.append(Finding("No answer is marked as right.", True))
        elif right == len(options):
            found.append(Finding("Every answer is marked as right."))
        elif right == 1:
            found.append(Finding("Only one answer is right: a single choice says so to the learner."))
        return found


class MultipleResponseOption(Option):
    question = ParentalKey(MultipleResponseQuestion, related_name="options")
