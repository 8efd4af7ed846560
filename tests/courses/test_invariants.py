"""Each invariant of learning holds on healthy data, and finds what breaks it."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection

from courses import actions
from courses.models import (
    Activity,
    ActivityCompletion,
    Attempt,
    Completion,
    Edition,
    Enrolment,
    Response,
    ResponseEvent,
)
from lms.core import invariants
from tests.factories import NOON
from tests.factories.courses import a_quiz_body, an_edition, an_enrolment, an_item
from tests.factories.learning import an_open_attempt, answer_all, lesson_of, quiz_of, start, submit
from tests.factories.people import a_person
from tests.unguarded import unguard

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
OURS = (
    "I01",
    "I01q",
    "I02",
    "I02c",
    "I03",
    "I13",
    "I14",
    "I15",
    "I16",
    "I17",
    "I18",
    "I19",
    "I20",
    "I22",
    "I23",
)


@pytest.fixture(autouse=True)
def constraints_as_before():
    yield
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA ignore_check_constraints = OFF")


def broken():
    """Asked of everything, and of what happened since yesterday: the same is found."""
    found = {each.name for each, _ in invariants.broken(at=NOON) if each.name in OURS}
    yesterday = NOON - timedelta(days=1)
    assert found == {
        each.name for each, _ in invariants.broken(at=NOON, since=yesterday) if each.name in OURS
    }
    return found


def finish(enrolment, title="Lesson 1"):
    actions.finish_activity(
        enrolment=enrolment, activity=lesson_of(enrolment, title), by=enrolment.learner, at=NOON
    )


def a_passed_attempt(**edition):
    attempt = an_open_attempt(edition=an_edition(**edition))
    answer_all(attempt)
    return submit(attempt)


def a_completed_enrolment():
    attempt = a_passed_attempt()
    finish(attempt.enrolment)
    return attempt.enrolment


def test_learning_of_every_sort_breaks_nothing():
    a_completed_enrolment()
    part_way = an_open_attempt()
    answer_all(part_way, right=False)
    answer_all(part_way)
    thirds = [an_item(kind="multiple-response", right=3) for _ in range(3)]
    not_passed = an_open_attempt(edition=an_edition(quiz=a_quiz_body(thirds)))
    answer_all(not_passed, right=False)
    submit(not_passed)
    left = a_passed_attempt().enrolment
    actions.leave(enrolment=left, by=left.learner, at=LATER)
    actions.enrol(course=left.course, by=left.learner, at=LATER)

    assert broken() == set()


def test_a_completion_without_its_parts_is_found():
    unguard(ActivityCompletion)
    enrolment = a_completed_enrolment()
    ActivityCompletion.objects.filter(enrolment=enrolment, activity__kind="lesson").delete()

    assert broken() == {"I01"}


def test_a_completion_of_somebody_else_is_found():
    unguard(Completion)
    a_completed_enrolment()
    Completion.objects.update(learner=a_person())

    assert broken() == {"I01"}


def test_a_quiz_finished_without_a_pass_is_found():
    unguard(ActivityCompletion)
    a_completed_enrolment()
    ActivityCompletion.objects.update(attempt=None)

    assert broken() == {"I01q"}


def test_a_pass_that_finished_nothing_is_found():
    unguard(ActivityCompletion)
    a_passed_attempt()
    ActivityCompletion.objects.all().delete()

    assert broken() == {"I02"}


def test_somebody_who_finished_everything_without_completing_is_found():
    enrolment = an_enrolment(edition=an_edition(quiz=False))
    lesson = lesson_of(enrolment, "Lesson 1")
    ActivityCompletion.objects.create(
        enrolment=enrolment, activity=lesson, activity_key=lesson.key, completed_at=NOON
    )

    assert broken() == {"I02c"}


def test_a_completion_that_left_its_enrolment_open_is_found():
    unguard(Enrolment)
    enrolment = a_completed_enrolment()
    Enrolment.objects.filter(pk=enrolment.pk).update(ended_at=None)

    assert "I03" in broken()


@pytest.mark.parametrize("score", [Decimal("2.50"), Decimal("1.00")])
def test_a_score_that_does_not_add_up_is_found(score):
    attempt = a_passed_attempt()
    Attempt.objects.filter(pk=attempt.pk).update(score=score)

    assert broken() == {"I13"}


def test_an_answer_worth_more_than_its_point_is_found():
    attempt = a_passed_attempt()
    attempt.responses.update(score=2)

    assert "I14" in broken()


def test_an_answer_marked_before_it_was_sent_in_is_found():
    attempt = an_open_attempt()
    answer_all(attempt)
    attempt.responses.update(score=1)

    assert broken() == {"I14"}


def test_an_old_answer_that_stands_is_found():
    attempt = an_open_attempt()
    answer_all(attempt)
    attempt.responses.update(answer={"chosen": []})

    assert broken() == {"I15"}


def test_an_answer_that_stands_nowhere_is_found():
    unguard(Response)
    attempt = an_open_attempt()
    answer_all(attempt)
    attempt.responses.first().delete()

    assert broken() == {"I16"}


def test_a_gap_between_answers_is_found():
    unguard(ResponseEvent)
    attempt = an_open_attempt()
    answer_all(attempt)
    answer_all(attempt, right=False)
    ResponseEvent.objects.filter(attempt=attempt, sequence=2).delete()

    assert broken() == {"I17"}


def test_an_answer_after_sending_in_is_found():
    unguard(ResponseEvent)
    a_passed_attempt()
    ResponseEvent.objects.update(received_at=LATER)

    assert broken() == {"I18"}


def test_an_answer_to_a_question_of_another_quiz_is_found():
    unguard(ResponseEvent)
    attempt = an_open_attempt()
    answer_all(attempt)
    strange = uuid.uuid4()
    for model in (ResponseEvent, Response):
        model.objects.filter(attempt=attempt, sequence=1).update(item_key=strange)

    assert broken() == {"I19"}


def test_an_activity_that_is_not_as_its_outline_says_is_found():
    unguard(Activity)
    an_edition()
    Activity.objects.filter(kind="lesson").update(digest="another")

    assert broken() == {"I20"}


def test_an_edition_whose_outline_was_changed_is_found():
    unguard(Edition)
    an_edition()
    Edition.objects.update(outline=[])

    assert "I20" in broken()


def test_a_gap_between_attempts_is_found():
    unguard(Attempt)
    attempt = submit(an_open_attempt())
    Attempt.objects.filter(pk=attempt.pk).update(number=2)

    assert broken() == {"I22"}


def test_an_attempt_at_a_quiz_of_another_course_is_found():
    unguard(Attempt)
    attempt = an_open_attempt()
    other = quiz_of(an_enrolment())
    Attempt.objects.filter(pk=attempt.pk).update(activity=other, activity_key=other.key)

    assert broken() == {"I23"}


def test_starting_again_breaks_nothing():
    attempt = submit(an_open_attempt())
    start(attempt.enrolment)

    assert broken() == set()
