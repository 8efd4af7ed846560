import uuid
from datetime import timedelta

import pytest

from courses import actions
from courses.actions.attempting import AttemptsAreLeft, NoAttemptsLeft, PassedAlready
from courses.actions.finishing import FinishedByPassing, NoLongerOnThisCourse
from courses.events import CourseCompleted
from courses.models import ActivityCompletion, Attempt, Completion, Revisit
from lms.core import events
from tests.factories import NOON
from tests.factories.courses import a_quiz_body, an_edition, an_enrolment
from tests.factories.learning import an_open_attempt, answer_all, lesson_of, quiz_of, start, submit

pytestmark = pytest.mark.django_db


def record(attempt, item, *keys):
    return actions.record_answer(
        attempt=attempt,
        item=item["key"],
        answer={"chosen": list(keys)},
        client_id=uuid.uuid4(),
        by=attempt.enrolment.learner,
        at=NOON,
    )


def items_of(attempt):
    return attempt.activity.body["items"]


def test_starting_twice_gives_the_same_attempt():
    enrolment = an_enrolment()

    assert start(enrolment) == start(enrolment)
    assert Attempt.objects.count() == 1


def test_passing_the_last_part_completes_the_course_and_ends_the_enrolment():
    told = []
    events.listens_to(CourseCompleted)(told.append)
    attempt = an_open_attempt(edition=an_edition(lessons=0))
    answer_all(attempt)

    attempt = submit(attempt)

    completion = Completion.objects.get()
    assert attempt.passed
    assert (attempt.score, attempt.out_of) == (3, 3)
    assert completion.learner == attempt.enrolment.learner
    assert completion.minutes == 10
    assert completion.enrolment.ended_at == completion.completed_at
    assert told == [CourseCompleted(completion_id=completion.pk)]
    events._listeners[CourseCompleted].pop()


def test_a_pass_with_other_parts_to_finish_completes_no_course():
    attempt = an_open_attempt(edition=an_edition(lessons=1))
    answer_all(attempt)

    submit(attempt)

    assert ActivityCompletion.objects.get().attempt == attempt
    assert not Completion.objects.exists()


def test_submitting_twice_marks_once():
    attempt = an_open_attempt()
    answer_all(attempt)

    first = submit(attempt)
    again = submit(attempt, at=NOON + timedelta(minutes=5))

    assert again.submitted_at == first.submitted_at
    assert ActivityCompletion.objects.count() == 1


def test_a_clock_that_was_set_back_ends_no_attempt_before_its_start():
    attempt = an_open_attempt(edition=an_edition(lessons=0))
    answer_all(attempt)

    submitted = submit(attempt, at=NOON - timedelta(hours=1))

    assert submitted.submitted_at == NOON
    assert Completion.objects.get().completed_at == NOON
    assert Completion.objects.get().enrolment.ended_at == NOON


def test_a_clock_that_was_set_back_ends_no_enrolment_before_it_began():
    enrolment = an_enrolment(edition=an_edition(quiz=False))

    actions.finish_activity(
        enrolment=enrolment,
        activity=lesson_of(enrolment, "Lesson 1"),
        by=enrolment.learner,
        at=NOON - timedelta(hours=1),
    )

    enrolment.refresh_from_db()
    assert enrolment.ended_at == enrolment.enrolled_at == NOON


def test_an_empty_attempt_is_marked_as_nothing():
    attempt = submit(an_open_attempt())

    assert (attempt.score, attempt.passed) == (0, False)


def test_a_passed_quiz_is_not_begun_again():
    attempt = an_open_attempt()
    answer_all(attempt)
    submit(attempt)

    with pytest.raises(PassedAlready):
        start(attempt.enrolment)


def test_used_up_attempts_say_what_opens_fresh_ones():
    enrolment = an_enrolment()
    for _ in range(3):
        submit(start(enrolment))

    with pytest.raises(NoAttemptsLeft, match="Finish “Lesson 1” once more"):
        start(enrolment)


def test_finishing_the_named_lessons_again_opens_fresh_attempts():
    enrolment = an_enrolment(edition=an_edition(lessons=2))
    for n in range(3):
        submit(start(enrolment), at=NOON + timedelta(minutes=n))
    lessons = [lesson_of(enrolment, "Lesson 1"), lesson_of(enrolment, "Lesson 2")]

    for lesson in [*lessons, lessons[0]]:
        actions.finish_activity(
            enrolment=enrolment, activity=lesson, by=enrolment.learner, at=NOON + timedelta(hours=1)
        )

    assert Revisit.objects.count() == 2
    assert start(enrolment).number == 4


def test_looking_at_a_lesson_again_for_its_own_sake_keeps_no_row():
    enrolment = an_enrolment()
    lesson = lesson_of(enrolment, "Lesson 1")

    for _ in range(2):
        actions.finish_activity(enrolment=enrolment, activity=lesson, by=enrolment.learner, at=NOON)

    assert ActivityCompletion.objects.count() == 1
    assert not Revisit.objects.exists()


def test_a_granted_attempt_is_one_more():
    enrolment = an_enrolment()
    quiz = quiz_of(enrolment)
    for _ in range(3):
        submit(start(enrolment))

    asked = actions.ask_for_attempt(enrolment=enrolment, activity=quiz, by=enrolment.learner, at=NOON)
    assert actions.ask_for_attempt(enrolment=enrolment, activity=quiz, by=enrolment.learner, at=NOON) == asked
    actions.grant_attempt(request=asked, by=enrolment.edition().released_by, at=NOON)
    actions.grant_attempt(request=asked, by=enrolment.edition().released_by, at=NOON)

    submit(start(enrolment), at=NOON + timedelta(minutes=1))
    with pytest.raises(NoAttemptsLeft):
        start(enrolment)


def test_nobody_needs_to_ask_while_attempts_are_left():
    enrolment = an_enrolment()

    with pytest.raises(AttemptsAreLeft):
        actions.ask_for_attempt(
            enrolment=enrolment, activity=quiz_of(enrolment), by=enrolment.learner, at=NOON
        )


def test_leaving_and_joining_again_opens_no_fresh_attempts():
    enrolment = an_enrolment()
    for _ in range(3):
        submit(start(enrolment))
    actions.leave(enrolment=enrolment, by=enrolment.learner, at=NOON)

    again = actions.enrol(course=enrolment.course, by=enrolment.learner, at=NOON)

    with pytest.raises(NoAttemptsLeft):
        start(again)


def test_a_quiz_without_a_limit_can_be_tried_for_ever():
    enrolment = an_enrolment(edition=an_edition(quiz=a_quiz_body(attempts=0)))

    for _ in range(5):
        submit(start(enrolment))

    assert start(enrolment).number == 6


def test_a_quiz_is_not_finished_by_saying_so():
    enrolment = an_enrolment()

    with pytest.raises(FinishedByPassing):
        actions.finish_activity(
            enrolment=enrolment, activity=quiz_of(enrolment), by=enrolment.learner, at=NOON
        )


def test_nothing_is_finished_in_a_course_that_was_left():
    enrolment = an_enrolment()
    actions.leave(enrolment=enrolment, by=enrolment.learner, at=NOON)

    with pytest.raises(NoLongerOnThisCourse):
        actions.finish_activity(
            enrolment=enrolment, activity=lesson_of(enrolment, "Lesson 1"), by=enrolment.learner, at=NOON
        )


def test_a_quiz_of_a_course_that_was_left_is_not_sent_in():
    attempt = an_open_attempt()
    answer_all(attempt)
    actions.leave(enrolment=attempt.enrolment, by=attempt.enrolment.learner, at=NOON)

    with pytest.raises(NoLongerOnThisCourse, match="no longer counts"):
        submit(attempt)

    attempt.refresh_from_db()
    assert attempt.is_open


def test_whoever_has_passed_is_led_to_the_result():
    attempt = an_open_attempt()
    answer_all(attempt)
    submit(attempt)

    with pytest.raises(PassedAlready, match=r"Here is the result\.") as refusal:
        start(attempt.enrolment)

    assert refusal.value.see == attempt
