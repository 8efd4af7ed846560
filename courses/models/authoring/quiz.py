"""A quiz as it is being written: which questions of the bank it asks, and when it is passed."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Orderable

from cms.blocks import ShortKit
from cms.rules import frozen
from courses.models.authoring.course import TITLE, AuthoredPage, CoursePage
from courses.models.authoring.questions import Question
from courses.rules.items import Answer
from courses.rules.places.quiz import question as asked
from courses.rules.quiz import Quiz

MINUTES_PER_QUESTION = 1


class QuizPage(AuthoredPage):
    """Questions from the bank, passed at a share of right answers."""

    minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Left empty: one for each question."
    )
    optional = models.BooleanField(default=False, help_text="The course can be completed without it.")
    introduction = StreamField(ShortKit(), blank=True)
    pass_percent = models.PositiveSmallIntegerField(
        "passed at, in per cent",
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    attempts = models.PositiveSmallIntegerField(default=3, help_text="0: as many as wanted.")
    shuffle = models.BooleanField("another order each time", default=True)

    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    TITLE,
                    FieldPanel("introduction"),
                    HelpPanel(template="courses/authoring/quiz_panel.html", heading="Questions"),
                ],
                heading="Quiz",
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("pass_percent"), FieldPanel("attempts"), FieldPanel("shuffle")],
                        heading="Passing",
                    ),
                    MultiFieldPanel([FieldPanel("minutes"), FieldPanel("optional")], heading="Time"),
                ],
                heading="About it",
            ),
        ]
    )
    preview_modes = [("", "As learners see it")]

    class Meta:
        verbose_name = "quiz"

    @property
    def course_page(self) -> CoursePage:
        return CoursePage.objects.ancestor_of(self).get()

    def questions(self) -> list[Question]:
        """In order, each as its own kind. Those that were deleted from the bank are gone from here too."""
        placed = [placement.question_id for placement in self.placements.all()]
        found = {question.pk: question for question in Question.objects.filter(pk__in=placed)}
        return [found[pk] for pk in placed if pk in found]

    def suggested_minutes(self) -> int:
        return max(1, len(self.placements.all()) * MINUTES_PER_QUESTION)

    def compiled_body(self, *, drafts: bool = False) -> dict[str, Any]:
        """As it will stand in an edition. ``drafts`` takes questions that are not ready, too."""
        questions = [question.as_drafted() if drafts else question for question in self.questions()]
        return frozen.body(
            self.introduction.stream_block.freeze(self.introduction),
            items=[question.freeze() for question in questions if drafts or question.live],
            pass_percent=self.pass_percent,
            attempts=self.attempts,
            shuffle=self.shuffle,
        )

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "courses/authoring/quiz_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        body = self.compiled_body(drafts=True)
        quiz = Quiz.thaw(body)
        total = len(quiz.items)
        return {
            **super().get_preview_context(request, mode_name),
            "questions": [
                asked(item, number, total, Answer(), say_empty=False)
                for number, item in enumerate(quiz.items, start=1)
            ],
            "needed": quiz.needed,
            "body": body,
            "digest": frozen.digest_of(body),
            "minutes": self.minutes or self.suggested_minutes(),
        }


class QuizQuestion(Orderable):
    """A question of the bank in its place in a quiz."""

    page = ParentalKey(QuizPage, related_name="placements")
    question = models.ForeignKey(Question, models.CASCADE, related_name="placements")

    def __str__(self) -> str:
        return f"{self.question_id} in {self.page_id} (#{self.pk})"
