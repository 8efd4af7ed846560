"""A quiz as it is being written: which questions of the bank it asks, and when it is passed."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Orderable

from cms.blocks import ShortKit
from cms.rules import body_format
from cms.rules.clean_html import plain
from courses.models.authoring.activity import (
    ActivityPage,
    AsksQuestions,
    Desk,
    PartFinding,
    Values,
    Way,
    kind_of_page,
)
from courses.models.authoring.course import TITLE
from courses.models.authoring.manuscript import load_bank
from courses.models.authoring.question import Question
from courses.rules.marking import needed_words
from courses.rules.quiz import Quiz
from courses.rules.screens.quiz import question as question_shown
from lms.core.words import counted

MINUTES_PER_QUESTION = 1
USUAL_PERCENT = 80


@kind_of_page
class QuizPage(AsksQuestions, ActivityPage):
    """Questions from the bank, passed at a share of right answers."""

    kind = "quiz"
    new_title = "New quiz"
    first_title = "Check what you know"
    written_as = "quiz"
    kind_order = 20
    prefetches = ("placements",)

    minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Left empty: one for each question."
    )
    optional = models.BooleanField(default=False, help_text="The course can be completed without it.")
    introduction = StreamField(ShortKit(), blank=True)
    pass_percent = models.PositiveSmallIntegerField(
        "passed at, in per cent",
        default=USUAL_PERCENT,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    attempts = models.PositiveSmallIntegerField(default=3, help_text="0: as many as wanted.")
    shuffle = models.BooleanField("another order each time", default=True)

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

    class Meta:
        verbose_name = "quiz"

    @classmethod
    def questions_used(cls) -> Iterable[tuple[int, str]]:
        return QuizQuestion.objects.values_list("question_id", "page__title")

    def suggested_minutes(self, body: Values | None = None) -> int:
        """One for each question."""
        return max(1, len(body["items"] if body else self.placements.all()) * MINUTES_PER_QUESTION)

    def facts(self) -> str:
        return counted(len(self.questions()), "question")

    def ways(self) -> list[Way]:
        return [Way("Choose questions", reverse("authoring:questions", args=[self.pk]))]

    def findings(self, *, drafts: bool = False) -> Iterator[PartFinding]:
        for finding in self.introduction.stream_block.findings(self.introduction):
            yield PartFinding(finding.words, finding.mend_first)
        asked = [question.as_drafted() if drafts else question for question in self.questions()]
        ready = [question for question in asked if drafts or question.live]
        if not ready:
            yield PartFinding("It has no questions, so nobody could pass it.", True)
        for question in ready:
            for finding in question.findings():
                words = f"“{plain(question.stem)[:80]}”: {finding.words}"
                yield PartFinding(words, finding.mend_first, question.pk)
        for question in asked:
            if question not in ready:
                yield PartFinding(f"“{question}” is not ready, so it would not be asked.", False, question.pk)
        if ready and self.attempts == 1:
            yield PartFinding("It can be tried only once.")

    @classmethod
    def read_in(cls, written: Values, desk: Desk) -> "QuizPage":
        """``title introduction minutes optional pass_mark attempts shuffle questions[…]``."""
        return cls(
            title=written["title"],
            minutes=written.get("minutes"),
            optional=written.get("optional", False),
            introduction=desk.stream(written.get("introduction", "")),
            pass_percent=percent_of(written.get("pass_mark"), len(written["questions"])),
            attempts=written.get("attempts", 3),
            shuffle=written.get("shuffle", True),
        )

    def attach(self, written: Values, desk: Desk) -> list[Any]:
        questions = [desk.question(each) for each in written["questions"]]
        self.placements = [QuizQuestion(question=each, sort_order=at) for at, each in enumerate(questions)]
        return questions

    def compiled_body(self, *, drafts: bool = False) -> dict[str, Any]:
        """As it will stand in an edition. ``drafts`` takes questions that are not ready, too."""
        questions = [question.as_drafted() if drafts else question for question in self.questions()]
        return body_format.body(
            self.introduction.stream_block.freeze(self.introduction),
            items=[question.freeze() for question in questions if drafts or question.live],
            pass_percent=self.pass_percent,
            attempts=self.attempts,
            shuffle=self.shuffle,
        )

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "courses/authoring/quiz_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        context = super().get_preview_context(request, mode_name)
        load_bank([self])
        body = self.compiled_body(drafts=True)
        quiz = Quiz.thaw(body)
        total = len(quiz.items)
        return {
            **context,
            "questions": [
                question_shown(item, number, total) for number, item in enumerate(quiz.items, start=1)
            ],
            "needed": needed_words(quiz.needed, total),
            "body": body,
            "digest": body_format.digest_of(body),
            "minutes": self.minutes or self.suggested_minutes(body),
        }


class QuizQuestion(Orderable):
    """A question of the bank in its place in a quiz."""

    page = ParentalKey(QuizPage, related_name="placements")
    question = models.ForeignKey(Question, models.CASCADE, related_name="placements")

    def __str__(self) -> str:
        return f"{self.question_id} in {self.page_id} (#{self.pk})"


def percent_of(pass_mark: int | None, questions: int) -> int:
    """The share that asks for that many points: the usual one where it does."""
    if pass_mark is None or pass_mark == -(-USUAL_PERCENT * questions // 100):
        return USUAL_PERCENT
    return pass_mark * 100 // questions
