"""What the fact of a completion holds, and how long what was tried before still counts."""

from datetime import UTC, date, datetime, timedelta

import pytest

from courses import actions
from courses.actions.attempting import NoAttemptsLeft
from courses.actions.release import release
from courses.kinds.single_choice.question import SingleChoiceQuestion
from courses.models import Activity, Completion
from tests.factories import NOON
from tests.factories.authoring import a_released_course
from tests.factories.courses import a_quiz_body, an_edition, an_enrolment
from tests.factories.learning import an_open_attempt, answer_all, lesson_of, start, submit

pytestmark = pytest.mark.django_db

#: Half past midnight in London, where it is summer; in UTC still the day before.
AFTER_MIDNIGHT = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


def finish_lesson(enrolment, *, at=NOON):
    lesson = lesson_of(enrolment, "Lesson 1")
    return actions.finish_activity(enrolment=enrolment, activity=lesson, by=enrolment.learner, at=at)


def test_a_course_is_completed_on_the_day_it_is_in_london():
    by_lesson = an_enrolment(edition=an_edition(quiz=False))
    by_quiz = an_open_attempt(edition=an_edition(lessons=0))
    answer_all(by_quiz)

    finish_lesson(by_lesson, at=AFTER_MIDNIGHT)
    submit(by_quiz, at=AFTER_MIDNIGHT)

    days = set(Completion.objects.values_list("completed_on", "completed_at"))
    assert days == {(date(2027, 7, 1), AFTER_MIDNIGHT)}
    assert Completion.objects.count() == 2


def test_minutes_are_what_the_edition_says_and_so_are_the_participatory_ones():
    _, edition = a_released_course(lessons=2, questions=0, participatory_minutes=12)
    enrolment = an_enrolment(edition=edition)

    for activity in edition.activities.all():
        actions.finish_activity(enrolment=enrolment, activity=activity, by=enrolment.learner, at=NOON)

    completion = Completion.objects.get()
    assert (completion.minutes, completion.participatory_minutes) == (20 + 12, 12)


def test_a_correction_of_the_quiz_opens_no_fresh_attempts():
    page, enrolment = used_up()

    corrected = release_reworded(page, kind="correction")

    assert enrolment.edition() == corrected
    with pytest.raises(NoAttemptsLeft):
        start(enrolment)


def test_a_quiz_that_has_changed_in_new_content_has_attempts_of_its_own():
    page, enrolment = used_up()
    release_reworded(page, kind="new-content")

    moved = actions.move(enrolment=enrolment, by=enrolment.learner, at=LATER)

    assert moved.edition_number == 2
    assert start(moved, at=LATER).number == 1


def test_attempts_at_another_course_or_by_somebody_else_count_for_nothing():
    enrolment = an_enrolment(edition=an_edition(quiz=a_quiz_body(attempts=1)))
    submit(start(enrolment))

    assert start(an_enrolment(edition=enrolment.edition())).number == 1
    assert start(an_enrolment(learner=enrolment.learner)).number == 1


def used_up():
    """A course page, and the enrolment of somebody who has tried its quiz as often as they may."""
    page, edition = a_released_course(questions=1)
    enrolment = an_enrolment(edition=edition)
    for _ in range(3):
        submit(start(enrolment))
    return page, enrolment


def release_reworded(page, *, kind):
    before = Activity.objects.get(kind="quiz")
    SingleChoiceQuestion.objects.update(explanation="<p>Better said.</p>")
    edition = release(course_page=page, kind=kind, by=page.owner, at=LATER)
    assert edition.activities.get(kind="quiz").digest != before.digest
    return edition


def test_a_clock_that_was_set_back_lets_nobody_leave_before_they_came():
    enrolment = an_enrolment()

    left = actions.leave(enrolment=enrolment, by=enrolment.learner, at=NOON - timedelta(hours=1))

    assert left.ended_at == enrolment.enrolled_at == NOON
