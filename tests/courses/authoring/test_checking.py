"""What is found before a release, and what an answer to “Was the old answer wrong?” does to who answered."""

import uuid

import pytest

from courses.actions import enrol, record_answer, start_attempt, submit_attempt
from courses.actions.release import check_release
from courses.activities.lesson.page import LessonPage
from courses.activities.quiz.page import QuizPage
from courses.kinds.multiple_response.question import MultipleResponseOption, MultipleResponseQuestion
from courses.kinds.single_choice.question import SingleChoiceOption, SingleChoiceQuestion
from courses.models import Attempt, Completion
from courses.models.authoring import CoursePage
from courses.models.authoring.manuscript import read_manuscript
from tests.factories import NOON
from tests.factories.authoring import a_course_page, a_question_in_words, a_released_course
from tests.factories.people import a_person
from tests.factories.rulings import correct, do_the_marking, turn_round

pytestmark = pytest.mark.django_db


def to_mend(page: CoursePage) -> list[str]:
    return [found.words for found in check_release(read_manuscript(page)) if found.mend_first]


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


def test_accepting_the_other_answer_on_release_passes_whoever_gave_it():
    """Two learners answered a question; then its right answer turned out to be the other one."""
    page, edition = a_released_course(lessons=0, questions=1)
    question = SingleChoiceQuestion.objects.get()
    right, wrong = question.options.get(right=True), question.options.get(right=False)
    passed, missed = answered(edition, {question: right}), answered(edition, {question: wrong})
    assert (passed.passed, missed.passed) == (True, False)
    turn_round(question)

    correct(page, question, "accept-also")
    do_the_marking()

    passed.refresh_from_db()
    missed.refresh_from_db()
    assert (passed.passed, missed.passed) == (True, True)
    assert Completion.objects.count() == 2


def test_leaving_out_on_release_what_somebody_passed_by_costs_them_nothing():
    """Half was needed and had. Without that question it would be nothing of one: the best reading counts."""
    quiz = {"title": "Quiz", "pass_mark": 1, "questions": [a_question_in_words() for _ in range(2)]}
    modules = [{"title": "Module 1", "lessons": [], "quiz": quiz}]
    page, edition = a_released_course(modules=modules)
    question, other = SingleChoiceQuestion.objects.order_by("pk")
    choices = {question: question.options.get(right=True), other: other.options.get(right=False)}
    attempt = answered(edition, choices)
    assert (attempt.passed, attempt.score, attempt.out_of) == (True, 1, 2)
    turn_round(question)

    correct(page, question, "leave-out")
    do_the_marking()

    attempt.refresh_from_db()
    assert (attempt.passed, attempt.score, attempt.out_of) == (True, 1, 2)
    assert Completion.objects.filter(enrolment=attempt.enrolment).exists()


def answered(edition, choices) -> Attempt:
    """Sent in by somebody new, with that option of each question."""
    learner = a_person()
    enrolment = enrol(course=edition.course, by=learner, at=NOON)
    quiz = edition.activities.get(kind="quiz")
    begun = start_attempt(enrolment=enrolment, activity=quiz, by=learner, at=NOON)
    attempt = Attempt.objects.with_digest().get(pk=begun.pk)
    for question, option in choices.items():
        record_answer(
            attempt=attempt,
            item=str(question.key),
            answer={"chosen": [str(option.key)]},
            client_id=uuid.uuid4(),
            by=learner,
            at=NOON,
        )
    return submit_attempt(attempt=attempt, by=learner, at=NOON)
