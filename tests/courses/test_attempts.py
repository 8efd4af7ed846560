import uuid
from datetime import timedelta

import pytest

from courses import actions
from courses.actions.answering import AlreadySubmitted, NotAnswerable, NotInThisQuiz
from courses.actions.attempting import AttemptsAreLeft, NoAttemptsLeft, PassedAlready
from courses.actions.finishing import FinishedByPassing, NoLongerOnThisCourse
from courses.events import CourseCompleted
from courses.models import ActivityCompletion, Attempt, Completion, Response, ResponseEvent, Revisit
from lms.core import events
from tests.factories import NOON
from tests.factories.courses import a_quiz_body, an_edition, an_enrolment, an_item
from tests.factories.learning import an_open_attempt, answer_all, lesson_of, quiz_of, start, submit

pytestmark = pytest.mark.django_db


def answered(attempt):
    return {str(key): answer for key, answer in attempt.responses.values_list("item_key", "answer")}


def record(attempt, item, *keys, client_id=None, after=None):
    return actions.record_answer(
        attempt=attempt,
        item=item["key"],
        answer={"chosen": list(keys)},
        client_id=client_id or uuid.uuid4(),
        by=attempt.enrolment.learner,
        at=NOON,
        after=after,
    )


def items_of(attempt):
    return attempt.activity.body["items"]


def test_starting_twice_gives_the_same_attempt():
    enrolment = an_enrolment()

    assert start(enrolment) == start(enrolment)
    assert Attempt.objects.count() == 1


def test_an_answer_is_kept_and_the_newest_one_counts():
    attempt = an_open_attempt()
    item = items_of(attempt)[0]
    first, second, _ = (option["key"] for option in item["options"])

    record(attempt, item, first)
    acknowledged = record(attempt, item, second)

    assert acknowledged.sequence == 2
    assert answered(attempt) == {item["key"]: {"chosen": [second]}}
    assert ResponseEvent.objects.filter(attempt=attempt).count() == 2


def test_the_same_answer_sent_twice_is_kept_once():
    attempt = an_open_attempt()
    item = items_of(attempt)[0]
    key, client_id = item["options"][0]["key"], uuid.uuid4()

    first = record(attempt, item, key, client_id=client_id)
    again = record(attempt, item, key, client_id=client_id)

    assert again.sequence == first.sequence
    assert ResponseEvent.objects.count() == 1


def test_an_old_answer_sent_again_after_a_newer_one_does_not_win():
    attempt = an_open_attempt()
    item = items_of(attempt)[0]
    old, new, _ = (option["key"] for option in item["options"])
    client_id = uuid.uuid4()
    record(attempt, item, old, client_id=client_id)
    record(attempt, item, new)

    record(attempt, item, old, client_id=client_id)

    assert answered(attempt) == {item["key"]: {"chosen": [new]}}


def test_an_id_used_for_another_answer_is_not_acknowledged():
    attempt = an_open_attempt()
    first, second, _ = items_of(attempt)
    client_id = uuid.uuid4()
    record(attempt, first, first["options"][0]["key"], client_id=client_id)

    with pytest.raises(NotAnswerable):
        record(attempt, second, second["options"][0]["key"], client_id=client_id)


def test_a_tab_that_did_not_know_of_another_answer_is_told():
    attempt = an_open_attempt()
    item = items_of(attempt)[0]
    key = item["options"][0]["key"]

    assert not record(attempt, item, key, after=0).changed_elsewhere
    assert record(attempt, item, key, after=0).changed_elsewhere
    assert not record(attempt, item, key, after=2).changed_elsewhere


def test_only_what_belongs_to_the_quiz_is_kept():
    attempt = an_open_attempt()

    with pytest.raises(NotInThisQuiz):
        record(attempt, an_item(), "whatever")
    with pytest.raises(NotAnswerable):
        record(attempt, items_of(attempt)[0], str(uuid.uuid4()))
    assert not ResponseEvent.objects.exists()


def test_a_submitted_attempt_takes_no_more_answers():
    attempt = submit(an_open_attempt())
    item = items_of(attempt)[0]

    with pytest.raises(AlreadySubmitted) as refused:
        record(attempt, item, item["options"][0]["key"])

    assert "Here is the result" in refused.value.message
    assert not ResponseEvent.objects.exists()


def test_a_whole_form_keeps_what_changed():
    attempt = an_open_attempt()
    first, second, third = items_of(attempt)
    record(attempt, first, first["options"][0]["key"])
    answers = {item["key"]: {"chosen": [item["options"][0]["key"]]} for item in (first, second)} | {
        third["key"]: {"chosen": []}
    }

    for _ in range(2):
        actions.record_answers(attempt=attempt, answers=answers, by=attempt.enrolment.learner, at=NOON)

    assert ResponseEvent.objects.filter(attempt=attempt).count() == 2
    assert Response.objects.filter(attempt=attempt).count() == 2


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


def test_accepting_an_answer_afterwards_passes_whoever_gave_it():
    items = [an_item()]
    attempt = an_open_attempt(edition=an_edition(lessons=0, quiz=a_quiz_body(items)))
    wrong = items[0]["options"][1]["key"]
    record(attempt, items[0], wrong)
    assert not submit(attempt).passed

    actions.rule_on_item(
        course=attempt.enrolment.course,
        edition_number=1,
        item_key=items[0]["key"],
        kind="accept-also",
        option_key=wrong,
        by=attempt.enrolment.edition().released_by,
        at=NOON,
    )

    attempt.refresh_from_db()
    assert (attempt.passed, attempt.score) == (True, 1)
    assert Completion.objects.filter(enrolment=attempt.enrolment).exists()


def test_a_pass_is_never_taken_away_by_leaving_a_question_out():
    right, other = an_item(), an_item()
    body = a_quiz_body([right, other], pass_percent=50)
    attempt = an_open_attempt(edition=an_edition(lessons=0, quiz=body))
    record(attempt, right, right["options"][0]["key"])
    assert submit(attempt).passed

    actions.rule_on_item(
        course=attempt.enrolment.course,
        edition_number=1,
        item_key=right["key"],
        kind="leave-out",
        by=attempt.enrolment.edition().released_by,
        at=NOON,
    )

    attempt.refresh_from_db()
    assert (attempt.passed, attempt.score) == (True, 0)
