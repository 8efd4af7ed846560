"""What the house asks of lesson and quiz: how they are finished, attempted, compared and counted."""

from dataclasses import replace

import pytest
from django.urls import reverse

from courses import actions
from courses.actions.finishing import FinishedByPassing
from courses.models import Activity, Attempt
from courses.models.authoring import CoursePage
from courses.rules.activities import CompiledActivity, activity_kind
from courses.rules.comparing import changes, same
from courses.rules.compiled import Compiled
from tests.factories import NOON
from tests.factories.authoring import a_course_page, a_trainer
from tests.factories.courses import a_lesson_body, a_quiz_body, an_edition, an_enrolment, an_item
from tests.factories.learning import lesson_of, quiz_of, start, submit
from tests.factories.people import a_person


@pytest.fixture
def learner(client):
    learner = a_person()
    client.force_login(learner)
    return learner


# --- finished by passing, or by saying so ------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("has_tried", [True, False])
def test_what_is_finished_by_passing_needs_an_attempt_that_passed(has_tried):
    enrolment = an_enrolment()
    attempt = submit(start(enrolment))
    assert attempt.passed is False

    with pytest.raises(FinishedByPassing, match="A quiz is finished by passing it"):
        actions.finish_activity(
            enrolment=enrolment,
            activity=quiz_of(enrolment),
            by=enrolment.learner,
            at=NOON,
            attempt=attempt if has_tried else None,
        )


@pytest.mark.django_db
@pytest.mark.parametrize("door", ["start_attempt", "ask_for_attempt"])
def test_nothing_is_attempted_at_what_is_finished_by_saying_so(client, learner, door):
    enrolment = an_enrolment(learner=learner)
    lesson = lesson_of(enrolment, "Lesson 1")

    page = client.post(reverse(f"courses:{door}", args=[enrolment.pk, lesson.key]))

    assert page.status_code == 404
    assert not Attempt.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ask", "way"), [("get", "attempts/1/"), ("post", "attempts/1/submit/"), ("post", "start/")]
)
def test_nor_while_walking_through_drafts(client, ask, way):
    trainer = a_trainer()
    client.force_login(trainer)
    course: CoursePage = a_course_page(by=trainer)
    lesson = course.get_descendants().get(title="Lesson 1")

    page = getattr(client, ask)(f"/cms/courses/{course.pk}/walk/{lesson.translation_key}/{way}")

    assert page.status_code == 404


# --- compared ----------------------------------------------------------------------------------------------

LESSON = CompiledActivity("l", "lesson", "Module 1", "Serve", 10, False, a_lesson_body(), "1")
ITEMS = [an_item("One"), an_item("Two"), an_item("Three")]
QUIZ = CompiledActivity("q", "quiz", "Module 1", "Check", 3, False, a_quiz_body(ITEMS), "1")


def a_course(*activities: CompiledActivity) -> Compiled:
    return Compiled("A course", "", 0, {}, activities)


def another_quiz(**fields) -> CompiledActivity:
    return replace(QUIZ, body=QUIZ.body | fields, digest="2")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (LESSON, replace(LESSON, digest="2"), "The lesson “Serve” has changed."),
        (LESSON, replace(LESSON, minutes=12), "“Serve” takes 12\u00a0minutes, not 10."),
        (LESSON, replace(LESSON, objectives=("o",)), "“Serve” serves other objectives."),
        (QUIZ, another_quiz(items=ITEMS[:2]), "“Check”: 1 question is gone."),
        (QUIZ, another_quiz(attempts=1), "“Check” can be tried once."),
        (QUIZ, another_quiz(attempts=0), "“Check” can be tried as often as wanted."),
        (QUIZ, another_quiz(shuffle=True), "The questions of “Check” come in another order each time."),
        (QUIZ, another_quiz(items=ITEMS[::-1]), "The questions of “Check” come in another order."),
        (QUIZ, another_quiz(blocks=[{"kind": "text"}]), "The introduction of “Check” has changed."),
        (QUIZ, replace(QUIZ, minutes=4), "“Check” takes 4\u00a0minutes, not 3."),
        (QUIZ, another_quiz(something="new"), "The quiz “Check” has changed."),
        (LESSON, replace(QUIZ, key="l"), "“Check” is a quiz now."),
    ],
)
def test_every_change_is_told_so_that_it_can_be_released(before, after, words):
    told = changes(a_course(before), a_course(after))

    assert words in told
    assert not same(a_course(before), a_course(after))


def test_no_change_is_none():
    assert same(a_course(LESSON, QUIZ), a_course(LESSON, QUIZ))


# --- counted and kept --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "count", "words"),
    [
        ("lesson", 1, "one lesson"),
        ("lesson", 3, "three lessons"),
        ("quiz", 1, "one quiz"),
        ("quiz", 12, "12 quizzes"),
    ],
)
def test_kinds_are_counted_in_words(name, count, words):
    assert activity_kind(name).counted(count) == words


@pytest.mark.django_db
def test_the_tables_of_learning_know_no_kind():
    field = Activity._meta.get_field("kind")
    edition = an_edition()
    row = edition.activities.first()
    row.pk, row.key, row.position, row.kind = None, edition.course.key, 9, "k" * 40
    row.save()

    assert not field.choices
    assert Activity.objects.get(pk=row.pk).kind == "k" * 40
