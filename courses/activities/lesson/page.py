"""A lesson as it is being written."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms.blocks import ContentKit
from cms.models import Source
from cms.rules import body_format
from courses.models.authoring.activity import ActivityPage, Desk, PartFinding, Values, kind_of_page
from courses.models.authoring.course import TITLE, Objective

LONGEST_MINUTES = 240
LONG = 20  # minutes


@kind_of_page
class LessonPage(ActivityPage):
    """Something to read, look at and think about, finished when the learner says so."""

    kind = "lesson"
    new_title = "New lesson"
    first_title = "First lesson"
    written_as = "lessons"
    kind_order = 10
    prefetches = ("objectives", "more_sources__source")

    minutes = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_MINUTES)],
        help_text="How long it takes. Left empty, it is worked out from the words.",
    )
    optional = models.BooleanField(default=False, help_text="The course can be completed without it.")
    is_sample = models.BooleanField(
        "open sample",
        default=False,
        help_text="Anybody may read it on the public site, without an account. One lesson of a course.",
    )
    objectives = ParentalManyToManyField(Objective, blank=True, related_name="+")
    body = StreamField(ContentKit(), blank=True)
    notes = models.TextField("notes for reviewers", blank=True, help_text="Never shown to learners.")

    search_fields = [*Page.search_fields, index.SearchField("body")]
    edit_handler = TabbedInterface(
        [
            ObjectList([TITLE, FieldPanel("body")], heading="Lesson"),
            ObjectList(
                [
                    MultiFieldPanel([FieldPanel("minutes"), FieldPanel("optional")], heading="Time"),
                    FieldPanel("is_sample"),
                    FieldPanel("objectives"),
                    InlinePanel("more_sources", heading="More sources", label="Source"),
                    FieldPanel("notes"),
                ],
                heading="About it",
            ),
        ]
    )

    class Meta:
        verbose_name = "lesson"

    def compiled_body(self, *, drafts: bool = False) -> dict[str, Any]:
        """As it will stand in an edition, with all its sources at the end."""
        blocks = self.body.stream_block.freeze(self.body)
        named = [row.source.freeze() for row in self.more_sources.all()]
        sources = body_format.sources_in([*blocks, *({"source": source} for source in named)])
        if sources:
            blocks = [*blocks, {"kind": "sources", "sources": sources}]
        return body_format.body(blocks)

    def suggested_minutes(self, body: Values | None = None) -> int:
        """Worked out from the words."""
        blocks = body["blocks"] if body else self.body.stream_block.freeze(self.body)
        return body_format.minutes_to_read(blocks)

    def objectives_served(self) -> tuple[str, ...]:
        return tuple(str(objective.key) for objective in self.objectives.all())

    def findings(self, *, drafts: bool = False) -> Iterator[PartFinding]:
        for finding in self.body.stream_block.findings(self.body):
            yield PartFinding(finding.words, finding.mend_first)
        body = self.compiled_body()
        if not any(block for block in body["blocks"] if block["kind"] != "sources"):
            yield PartFinding("It has no content.", True)
        elif (self.minutes or self.suggested_minutes(body)) > LONG:
            yield PartFinding(f"It takes more than {LONG} minutes. Two lessons are easier to fit in.")
        if not self.objectives.all():
            yield PartFinding("It does not say which objectives it serves.")

    def take_objectives(self, objectives: Mapping[int, Objective]) -> bool:
        self.objectives = [objectives[row.pk] for row in self.objectives.all() if row.pk in objectives]
        return True

    @classmethod
    def read_in(cls, written: Values, desk: Desk) -> "LessonPage":
        """``title minutes optional is_sample objectives[] sources[] blocks[]``."""
        return cls(
            title=written["title"],
            minutes=written.get("minutes"),
            optional=written.get("optional", False),
            is_sample=written.get("is_sample", False),
            body=desk.stream(written["blocks"]),
        )

    def attach(self, written: Values, desk: Desk) -> list[Any]:
        self.objectives = [desk.objectives[key] for key in written.get("objectives", [])]
        self.more_sources = [LessonSource(source=desk.sources[key]) for key in written.get("sources", [])]
        return []

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "courses/authoring/lesson_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        named = list(self.more_sources.all())
        prefetch_related_objects(named, "source")
        self.more_sources = named
        context = super().get_preview_context(request, mode_name)
        body = self.compiled_body()
        minutes = self.minutes or self.suggested_minutes(body)
        return {
            **context,
            "body": body,
            "digest": body_format.digest_of(body),
            "minutes": minutes,
        }


class LessonSource(Orderable):
    """A source that a lesson rests on besides those of its key facts."""

    page = ParentalKey(LessonPage, related_name="more_sources")
    source = models.ForeignKey(Source, models.CASCADE, related_name="+")

    panels = [FieldPanel("source")]

    def __str__(self) -> str:
        return f"{self.source_id} in {self.page_id} (#{self.pk})"
