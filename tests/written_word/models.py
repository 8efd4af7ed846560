"""How a written word is written by a trainer."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel

from cms.blocks.finding import Finding
from courses.models.authoring.question import Question, kind_of_question


@kind_of_question
class WrittenWordQuestion(Question):
    kind = "written-word"
    kind_name = "Written word"
    kind_meaning = "One word, written."
    kind_example = ("✓ repair",)

    word = models.CharField(max_length=40, blank=True)

    panels = [*Question.stem_panels, FieldPanel("word"), *Question.more_panels]

    class Meta:
        verbose_name = "written word question"

    def freeze_kind(self) -> dict[str, Any]:
        return {"word": self.word}

    def findings_in_kind(self) -> list[Finding]:
        return [] if self.word else [Finding("It names no word.", True)]

    def answer_words(self) -> list[str]:
        return [self.word]

    @classmethod
    def read_in(cls, written: Mapping[str, Any], fields: dict[str, Any]) -> "WrittenWordQuestion":
        return cls(**fields, word=written["word"])

    def write_out(self) -> dict[str, Any]:
        return {"word": self.word}
