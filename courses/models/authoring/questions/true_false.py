"""Is this so, or not?"""

import uuid
from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms.blocks.finding import Finding
from courses.models.authoring.questions.question import Question, as_paragraphs


class TrueFalseQuestion(Question):
    kind = "true-false"
    kind_name = "True or false"
    kind_meaning = "A sentence that is so, or is not."
    kind_example = ("True", "✓ False")

    true_is_right = models.BooleanField(
        "the sentence is", choices=[(True, "True"), (False, "False")], default=True
    )
    why_true = models.TextField("to whoever says “True”", blank=True)
    why_false = models.TextField("to whoever says “False”", blank=True)
    true_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    false_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    panels = [
        *Question.stem_panels,
        FieldPanel("true_is_right"),
        MultiFieldPanel([FieldPanel("why_true"), FieldPanel("why_false")], heading="Why"),
        *Question.more_panels,
    ]

    class Meta:
        verbose_name = "true or false question"

    def option_rows(self) -> list[dict[str, Any]]:
        rows = (
            (self.true_key, "True", True, self.why_true),
            (self.false_key, "False", False, self.why_false),
        )
        return [
            {"key": str(key), "text": text, "right": value is self.true_is_right, "why": as_paragraphs(why)}
            for key, text, value, why in rows
        ]

    def findings_in_kind(self, options: list[dict[str, Any]]) -> list[Finding]:
        return []

    def with_new_keys(self, said: dict[str, Any]) -> dict[str, Any]:
        return {**said, "true_key": str(uuid.uuid4()), "false_key": str(uuid.uuid4())}
