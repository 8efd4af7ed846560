"""Where lives begin: a course that is written, a team with its manager, three learners."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from courses.activities.lesson.page import LessonPage
from courses.activities.quiz.page import QuizPage
from courses.models.authoring import CoursePage, Question
from courses.queries import edition_cache
from lms.people.models import Team, User
from tests.factories import NOON
from tests.factories.authoring import a_course_page, a_manuscript, a_question_in_words, a_trainer
from tests.factories.people import LONG_AGO, a_membership, a_person, a_team
from tests.lives.reckoning import Asked, Part
from tests.lives.should import Course, Learner

LEARNERS, LESSONS = 3, 2
PASS_MARK, PERCENT, TRIES = 3, 75, 2


@dataclass
class World:
    """The rows that a life begins with, and the same in the terms of ``should``."""

    trainer_pk: int
    page: CoursePage
    quiz: QuizPage
    questions: list[Question]
    team: Team
    manager: User
    learners: list[Learner]
    course: Course
    now: datetime = NOON
    kept: list[Any] = field(default_factory=list)

    @property
    def trainer(self) -> User:
        """As a request meets them: what they may do is looked up once for each."""
        return User.objects.get(pk=self.trainer_pk)


def a_world() -> World:
    """Written once for many lives; each begins with a world of its own: see ``begin``."""
    trainer = a_trainer()
    modules = [{**a_manuscript(lessons=LESSONS, questions=1)["modules"][0], "quiz": _quiz()}]
    page = a_course_page(by=trainer, modules=modules)
    team, manager = a_team(members=0)
    learners = [a_person(name) for name in ("Ada", "Ben", "Cem")[:LEARNERS]]
    for learner in learners:
        a_membership(learner, team)
    questions = list(Question.objects.order_by("pk"))
    quiz = QuizPage.objects.get()
    return World(
        trainer.pk, page, quiz, questions, team, manager, _people(learners), Course(_draft(questions))
    )


def begin(world: World) -> World:
    """The same rows, and nothing that another life left behind in this process."""
    for kept in (edition_cache._outlines, edition_cache._quizzes, edition_cache._activities):
        kept.clear()  # on SQLite, numbers of rows that were rolled back are given again
    users = [User.objects.get(pk=learner.user.pk) for learner in world.learners]
    return World(
        world.trainer_pk,
        world.page,
        world.quiz,
        world.questions,
        world.team,
        world.manager,
        _people(users),
        Course(list(world.course.draft)),
        NOON + timedelta(days=1),
    )


def _people(users: list[User]) -> list[Learner]:
    return [Learner(user, in_team=[(LONG_AGO, None)]) for user in users]


def _quiz() -> dict[str, Any]:
    def option(text: str, *, right: bool) -> dict[str, Any]:
        return {"text": text, "right": right, "why": "So it is."}

    three = [option("one", right=True), option("two", right=False), option("three", right=False)]
    several = [option("one", right=True), option("two", right=True), option("three", right=False)]
    so = [option("", right=True) | {"key": "true"}, option("", right=False) | {"key": "false"}]
    questions = [
        a_question_in_words("First?", options=three),
        a_question_in_words("Second?"),
        a_question_in_words("Several?", kind="multiple-response", options=several),
        a_question_in_words("So?", kind="true-false", options=so),
    ]
    return {
        "title": "Check what you know",
        "pass_mark": PASS_MARK,
        "attempts": TRIES,
        "questions": questions,
    }


def _draft(questions: list[Question]) -> list[Part]:
    lessons = [Part(str(page.translation_key), "at first") for page in LessonPage.objects.order_by("path")]
    quiz = QuizPage.objects.get()
    asked = tuple(_asked(question) for question in questions)
    return [*lessons, Part(str(quiz.translation_key), "quiz", asked=asked, percent=PERCENT, tries=TRIES)]


def _asked(question: Question) -> Asked:
    """The right ones are those that were written first: see ``_quiz``."""
    if question.kind == "true-false":
        keys = (str(question.true_key), str(question.false_key))
    else:
        keys = tuple(str(option.key) for option in question.options.order_by("sort_order"))
    several = question.kind == "multiple-response"
    return Asked(str(question.key), several, keys, frozenset(keys[: 2 if several else 1]), question.stem)
