"""An answer that can be ticked."""

import uuid
from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.blocks.finding import Finding
from courses.models.authoring.questions.question import as_paragraphs, as_phrase

FEWEST = 2


class Option(Orderable):
    """One answer, whether it is right, and why."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.CharField("answer", max_length=500)
    right = models.BooleanField("this is right", default=False)
    why = models.TextField("why", blank=True, help_text="Shown to whoever chose it: why it is right, or not.")

    panels = [FieldRowPanel([FieldPanel("text"), FieldPanel("right")]), FieldPanel("why")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.text

    def freeze(self) -> dict[str, Any]:
        return {
            "key": str(self.key),
            "text": as_phrase(self.text),
            "right": self.right,
            "why": as_paragraphs(self.why),
        }


def findings_in_options(options: list[dict[str, Any]]) -> list[Finding]:
    """What every question with ticks needs."""
    found = []
    if len(options) < FEWEST:
        found.append(Finding("It has fewer than two answers to choose from.", True))
    texts = [option["text"].lower() for option in options]
    if len(set(texts)) < len(texts):
        found.append(Finding("Two of its answers say the same.", True))
    return found
