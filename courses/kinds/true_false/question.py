"""Is this so, or not?"""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms.blocks.finding import Finding
from courses.kinds._choices.question import findings_in_why, frozen_option
from courses.models.authoring.question import Question, kind_of_question


@kind_of_question
class TrueFalseQuestion(Question):
    kind = "true-false"
    kind_name = "True or false"
    kind_meaning = "A sentence that is so, or is not."
    kind_example = ("True", "✓ False")
    kind_order = 30

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

    def freeze_kind(self) -> dict[str, Any]:
        return {
            "options": [
                frozen_option(self.true_key, "True", self.true_is_right, self.why_true),
                frozen_option(self.false_key, "False", not self.true_is_right, self.why_false),
            ]
        }

    def findings_in_kind(self) -> list[Finding]:
        return findings_in_why(self.freeze_kind()["options"])

    def answer_words(self) -> list[str]:
        return ["True", "False"]

    @classmethod
    def read_in(cls, written: Mapping[str, Any], fields: dict[str, Any]) -> "TrueFalseQuestion":
        """``options[{key, right, why}]``, with the keys “true” and “false”."""
        options = {option["key"]: option for option in written["options"]}
        return cls(
            true_is_right=options["true"]["right"],
            why_true=options["true"].get("why", ""),
            why_false=options["false"].get("why", ""),
            **fields,
        )

    def write_out(self) -> dict[str, Any]:
        return {
            "options": [
                {"key": "true", "right": self.true_is_right, "why": self.why_true},
                {"key": "false", "right": not self.true_is_right, "why": self.why_false},
            ]
        }

    def with_new_keys(self, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "true_key": str(uuid.uuid4()), "false_key": str(uuid.uuid4())}
