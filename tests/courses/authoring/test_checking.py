"""What is found before a release: pure differences between editions, and what each kind of question lacks."""

import uuid

import pytest

from courses.actions import enrol, record_answer, release, start_attempt, submit_attempt
from courses.actions.release import ItemDecision, check_release
from courses.models import Attempt, Completion
from courses.models.authoring import (
    CoursePage,
    LessonPage,
    MultipleResponseOption,
    MultipleResponseQuestion,
    QuizPage,
    SingleChoiceOption,
    SingleChoiceQuestion,
)
from tests.factories import NOON
from tests.factories.authoring import a_course_page, a_released_course
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


def to_mend(page: CoursePage) -> list[str]:
    return [found.words for found in check_release(CoursePage.objects.get(pk=page.pk)) if found.mend_first]


def test_a_good_course_has_nothing_to_mend():
    assert to_mend(a_course_page()) == []


def test_a_question_without_an_objective():
    page = a_course_page()
    SingleChoiceQuestion.objects.update(objective=None)

    assert sum("which objective it serves" in words for words in to_mend(page)) == 3


def test_a_question_without_or_with_two_right_answers():
    page = a_course_page(questions=1)
    SingleChoiceOption.objects.update(right=True)
    assert "2 answers are marked as right, not one." in to_mend(page)[0]

    SingleChoiceOption.objects.update(right=False)
    assert "No answer is marked as right." in to_mend(page)[0]


def test_a_quiz_that_nobody_could_pass():
    page = a_course_page()
    quiz = QuizPage.objects.get()
    quiz.placements = []
    quiz.save_revision().publish()

    assert to_mend(page) == ["It has no questions, so nobody could pass it."]


def test_a_course_that_joining_would_complete():
    page = a_course_page()
    LessonPage.objects.update(optional=True)
    QuizPage.objects.update(optional=True)

    assert "completed by joining it" in to_mend(page)[0]


def test_a_course_without_objectives_and_without_a_sentence():
    page = a_course_page()
    page.objectives.all().delete()
    CoursePage.objects.update(summary="")

    assert {"It does not say in one sentence what it is.", "It has no objectives."} <= set(to_mend(page))


def test_a_multiple_response_with_one_right_answer_is_worth_a_look():
    question = MultipleResponseQuestion(stem="<p>Which?</p>")
    question.options = [
        MultipleResponseOption(text="One", right=True, why="a"),
        MultipleResponseOption(text="two", right=False, why="b"),
    ]

    worth_a_look = [finding.words for finding in question.findings() if not finding.mend_first]

    assert "Only one answer is right: a single choice says so to the learner." in worth_a_look


def test_a_ruling_passes_whoever_was_marked_down_and_takes_no_pass_away():
    """Two learners answered a question; then its right answer turned out to be the other one."""
    page, edition = a_released_course(lessons=0, questions=1)
    question = SingleChoiceQuestion.objects.get()
    right, wrong = question.options.get(right=True), question.options.get(right=False)
    passed = answered(edition, right.key)
    missed = answered(edition, wrong.key)
    assert (passed.passed, missed.passed) == (True, False)
    SingleChoiceOption.objects.filter(pk=right.pk).update(right=False)
    SingleChoiceOption.objects.filter(pk=wrong.pk).update(right=True)

    decision = ItemDecision(str(question.key), "accept-also")
    release(course_page=page, kind="correction", by=page.owner, at=NOON, decisions=[decision])

    passed.refresh_from_db()
    missed.refresh_from_db()
    assert (passed.passed, missed.passed) == (True, True)
    assert Completion.objects.count() == 2


def answered(edition, option) -> Attempt:
    learner = a_person()
    enrolment = enrol(course=edition.course, by=learner, at=NOON)
    quiz = edition.activities.get(kind="quiz")
    begun = start_attempt(enrolment=enrolment, activity=quiz, by=learner, at=NOON)
    attempt = Attempt.objects.with_digest().get(pk=begun.pk)
    item = quiz.body["items"][0]["key"]
    record_answer(
        attempt=attempt,
        item=item,
        answer={"chosen": [str(option)]},
        client_id=uuid.uuid4(),
        by=learner,
        at=NOON,
    )
    return submit_attempt(attempt=attempt, by=learner, at=NOON)
