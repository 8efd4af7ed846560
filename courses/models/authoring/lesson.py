"""A lesson as it is being written."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms.blocks import ContentKit
from cms.models import Source
from cms.rules import frozen
from courses.models.authoring.course import TITLE, AuthoredPage, CoursePage, Objective
from courses.models.authoring.forms import FormOfACoursePart

LONGEST_MINUTES = 240


class LessonPage(AuthoredPage):
    """Something to read, look at and think about, finished when the learner says so."""

    minutes = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_MINUTES)],
        help_text="How long it takes. Left empty, it is worked out from the words.",
    )
    optional = models.BooleanField(default=False, help_text="The course can be completed without it.")
    objectives = ParentalManyToManyField(Objective, blank=True, related_name="+")
    body = StreamField(ContentKit(), blank=True)
    notes = models.TextField("notes for reviewers", blank=True, help_text="Never shown to learners.")

    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []
    base_form_class = FormOfACoursePart
    search_fields = [*Page.search_fields, index.SearchField("body")]
    edit_handler = TabbedInterface(
        [
            ObjectList([TITLE, FieldPanel("body")], heading="Lesson"),
            ObjectList(
                [
                    MultiFieldPanel([FieldPanel("minutes"), FieldPanel("optional")], heading="Time"),
                    FieldPanel("objectives"),
                    InlinePanel("more_sources", heading="More sources", label="Source"),
                    FieldPanel("notes"),
                ],
                heading="About it",
            ),
        ]
    )
    preview_modes = [("", "As learners see it")]

    class Meta:
        verbose_name = "lesson"

    @property
    def course_page(self) -> CoursePage:
        return CoursePage.objects.ancestor_of(self).get()

    def suggested_minutes(self) -> int:
        return frozen.minutes_to_read(self.body.stream_block.freeze(self.body))

    def compiled_body(self) -> dict[str, Any]:
        """As it will stand in an edition, with all its sources at the end."""
        blocks = self.body.stream_block.freeze(self.body)
        named = [row.source.freeze() for row in self.more_sources.all()]
        sources = frozen.sources_in([*blocks, *({"source": source} for source in named)])
        if sources:
            blocks = [*blocks, {"kind": "sources", "sources": sources}]
        return frozen.body(blocks)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "courses/authoring/lesson_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        body = self.compiled_body()
        minutes = self.minutes or frozen.minutes_to_read(body["blocks"])
        return {
            **super().get_preview_context(request, mode_name),
            "body": body,
            "digest": frozen.digest_of(body),
            "minutes": minutes,
        }


class LessonSource(Orderable):
    """A source that a lesson rests on besides those of its key facts."""

    page = ParentalKey(LessonPage, related_name="more_sources")
    source = models.ForeignKey(Source, models.CASCADE, related_name="+")

    panels = [FieldPanel("source")]

    def __str__(self) -> str:
        return f"{self.source_id} in {self.page_id} (#{self.pk})"
