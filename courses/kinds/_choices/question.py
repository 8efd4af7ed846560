"""What all kinds with answers to tick have in common when they are written."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from cms.blocks.finding import Finding
from cms.rules.clean_html import plain
from courses.models.authoring.question import Question, as_paragraphs, as_phrase

FEWEST = 2
ANSWERS_PANEL = InlinePanel("options", heading="Answers", label="Answer", min_num=FEWEST)


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


class WithOptions:
    """For a question written with rows of ``options``; the kind names their model in ``option_model``."""

    option_model: type[Option]
    prefetches = ("options",)

    panels = [*Question.stem_panels, ANSWERS_PANEL, *Question.more_panels]

    def freeze_kind(self) -> dict[str, Any]:
        rows = self.options.all()  # type: ignore[attr-defined]
        return {"options": [frozen_option(row.key, row.text, row.right, row.why) for row in rows]}

    def findings_in_kind(self) -> list[Finding]:
        options = self.freeze_kind()["options"]
        return [*self.findings_in_right(options), *findings_in_options(options), *findings_in_why(options)]

    def findings_in_right(self, options: list[dict[str, Any]]) -> Iterable[Finding]:
        """Whether as many are right as the kind needs."""
        raise NotImplementedError(f"{type(self).__name__} does not say how many may be right.")

    def answer_words(self) -> list[str]:
        return [plain(option["text"]) for option in self.freeze_kind()["options"]]

    @classmethod
    def read_in(cls, written: Mapping[str, Any], fields: dict[str, Any]) -> Any:
        """``options[{text, right, why}]``, in order."""
        options = [
            cls.option_model(
                text=row["text"], right=row["right"], why=row.get("why", ""), sort_order=position
            )
            for position, row in enumerate(written["options"])
        ]
        return cls(**fields, options=options)

    def write_out(self) -> dict[str, Any]:
        rows = self.options.all()  # type: ignore[attr-defined]
        return {"options": [{"text": row.text, "right": row.right, "why": row.why} for row in rows]}

    def with_new_keys(self, values: dict[str, Any]) -> dict[str, Any]:
        for option in values.get("options", []):
            option.update({"pk": None, "question": None, "key": str(uuid.uuid4())})
        return values


def frozen_option(key: uuid.UUID, text: str, right: bool, why: str) -> dict[str, Any]:
    return {"key": str(key), "text": as_phrase(text), "right": right, "why": as_paragraphs(why)}


def findings_in_options(options: list[dict[str, Any]]) -> list[Finding]:
    """What every question with ticks needs."""
    found = []
    if len(options) < FEWEST:
        found.append(Finding("It has fewer than two answers to choose from.", True))
    texts = [option["text"].lower() for option in options]
    if len(set(texts)) < len(texts):
        found.append(Finding("Two of its answers say the same.", True))
    return found


def findings_in_why(options: list[dict[str, Any]]) -> list[Finding]:
    without = sum(not option["why"] for option in options)
    if not without:
        return []
    return [Finding(f"{without} of {len(options)} answers do not say why.", True)]
