"""A ruling judges frozen items, is a row, and asks for marking again, which is work."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses import actions
from courses.models import (
    ActivityCompletion,
    Attempt,
    Completion,
    ItemRuling,
    Remarking,
    ResponseWords,
)
from courses.queries.rulings import rulings_of
from lms.core import invariants
from lms.notices.models import Notice
from tests.factories import NOON
from tests.factories.courses import a_quiz_body, an_edition, an_item
from tests.factories.learning import an_open_attempt, answer_all, lesson_of, start, submit
from tests.factories.rulings import (
    a_missed_attempt,
    accept_all,
    an_edition_of_one,
    do_the_marking,
    items_of,
    rule,
    wrong,
)

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def everything_holds_afterwards():
    yield
    assert {each.name for each, _ in invariants.broken(at=timezone.now())} == set()


def test_the_request_writes_rows_and_marks_nothing():
    attempt = a_missed_attempt()

    accept_all(attempt)

    attempt.refresh_from_db()
    assert not attempt.passed
    assert Remarking.objects.get().activities == [attempt.activity_id]


def test_accepting_an_answer_afterwards_passes_whoever_gave_it():
    attempt = a_missed_attempt()

    accept_all(attempt)
    do_the_marking()

    attempt.refresh_from_db()
    assert (attempt.passed, attempt.score) == (True, 1)
    assert Completion.objects.filter(enrolment=attempt.enrolment).exists()
    assert Remarking.objects.get().words == "Marked again: 1 of 1, done."


def test_a_pass_by_ruling_is_of_the_day_it_was_sent_in_and_recorded_today():
    attempt = a_missed_attempt()
    accept_all(attempt)

    do_the_marking()

    completion = Completion.objects.get()
    finished = ActivityCompletion.objects.get()
    assert (completion.completed_at, completion.completed_on) == (NOON, NOON.date())
    assert finished.completed_at == attempt.submitted_at
    today = timezone.now().date()
    assert completion.recorded_at.date() == finished.recorded_at.date() == today
    assert completion.enrolment.ended_at.date() == today
    certificate = completion.certificates.get()
    assert certificate.minted_at == completion.recorded_at
    assert certificate.wording.course["completed_on"] == NOON.date().isoformat()
    assert Notice.objects.get().made_at == completion.recorded_at


def test_a_course_is_completed_on_the_day_its_last_part_was():
    """The quiz was sent in first, and the lesson read later: nobody completes a course before its lessons."""
    attempt = a_missed_attempt(edition=an_edition(quiz=a_quiz_body([an_item()])))
    enrolment = attempt.enrolment
    actions.finish_activity(
        enrolment=enrolment,
        activity=lesson_of(enrolment, "Lesson 1"),
        by=enrolment.learner,
        at=NOON + timedelta(days=1),
    )
    accept_all(attempt)

    do_the_marking()

    assert Completion.objects.get().completed_at == NOON + timedelta(days=1)
    assert ActivityCompletion.objects.get(attempt=attempt).completed_at == NOON


def test_an_ordinary_completion_is_recorded_as_it_happens():
    attempt = an_open_attempt(edition=an_edition(lessons=0))
    answer_all(attempt)
    submit(attempt)

    assert Completion.objects.get().recorded_at == Completion.objects.get().completed_at == NOON


def test_a_pass_is_never_taken_away_by_leaving_a_question_out():
    right, other = an_item(), an_item()
    body = a_quiz_body([right, other], pass_percent=50)
    attempt = an_open_attempt(edition=an_edition(lessons=0, quiz=body))
    answer_all(attempt)
    answers = {other["key"]: {"chosen": wrong(other)}}
    actions.record_answers(attempt=attempt, answers=answers, by=attempt.enrolment.learner, at=NOON)
    assert submit(attempt).passed

    rule(attempt, right, "leave-out")
    do_the_marking()

    attempt.refresh_from_db()
    assert (attempt.passed, attempt.score, attempt.out_of) == (True, 1, 2)


def test_leaving_a_question_out_passes_whoever_failed_by_it_alone():
    missed, other = an_item(), an_item()
    attempt = an_open_attempt(edition=an_edition(lessons=0, quiz=a_quiz_body([missed, other])))
    answers = {
        missed["key"]: {"chosen": wrong(missed)},
        other["key"]: {"chosen": [other["options"][0]["key"]]},
    }
    actions.record_answers(attempt=attempt, answers=answers, by=attempt.enrolment.learner, at=NOON)
    assert not submit(attempt).passed

    rule(attempt, missed, "leave-out")
    do_the_marking()

    attempt.refresh_from_db()
    assert (attempt.passed, attempt.score, attempt.out_of) == (True, 1, 1)
    assert attempt.responses.get(item_key=missed["key"]).score is None


def test_everybody_is_credited_also_for_no_answer():
    attempt = submit(an_open_attempt(edition=an_edition_of_one()))

    rule(attempt, items_of(attempt)[0], "credit-everyone")
    do_the_marking()

    attempt.refresh_from_db()
    assert attempt.passed


def test_who_left_keeps_the_pass_and_has_it_on_joining_again():
    attempt = a_missed_attempt(edition=an_edition(quiz=a_quiz_body([an_item()])))
    learner, course = attempt.enrolment.learner, attempt.enrolment.course
    actions.leave(enrolment=attempt.enrolment, by=learner, at=LATER)
    accept_all(attempt)

    do_the_marking()
    again = actions.enrol(course=course, by=learner, at=timezone.now())

    assert not Completion.objects.exists()
    assert again.activity_completions.get().attempt == attempt


def test_who_has_joined_again_has_the_pass_there():
    """Or else the quiz would be passed, so that it cannot be taken, and not finished: a dead end."""
    attempt = a_missed_attempt()
    learner, course = attempt.enrolment.learner, attempt.enrolment.course
    actions.leave(enrolment=attempt.enrolment, by=learner, at=LATER)
    again = actions.enrol(course=course, by=learner, at=LATER)
    accept_all(attempt)

    do_the_marking()

    assert Completion.objects.get().enrolment == again


def test_a_refresher_is_not_finished_by_an_old_attempt():
    missed = a_missed_attempt()
    passed = start(missed.enrolment)
    answer_all(passed)
    submit(passed)
    refresher = actions.enrol(course=missed.enrolment.course, by=missed.enrolment.learner, at=LATER)
    accept_all(missed)

    do_the_marking()

    missed.refresh_from_db()
    assert missed.passed
    assert ActivityCompletion.objects.get().attempt == passed
    assert not refresher.activity_completions.exists()


def test_two_attempts_that_pass_by_one_ruling_finish_the_quiz_once():
    first = a_missed_attempt()
    second = a_missed_attempt(enrolment=first.enrolment)
    accept_all(first)

    do_the_marking()

    assert ActivityCompletion.objects.get().attempt == first
    assert second.enrolment == first.enrolment


def test_an_open_attempt_is_left_alone_and_reads_the_ruling_when_it_is_sent_in():
    attempt = an_open_attempt(edition=an_edition_of_one())
    answer_all(attempt, right=False)
    accept_all(attempt)

    do_the_marking()
    attempt.refresh_from_db()
    assert attempt.is_open

    assert submit(Attempt.objects.with_digest().get(pk=attempt.pk)).passed


def test_what_was_typed_is_read_and_once_erased_keeps_what_it_earned():
    written = an_item() | {"kind": "written-word", "word": "pause"}
    del written["options"]
    attempt = an_open_attempt(edition=an_edition(lessons=0, quiz=a_quiz_body([written, an_item()])))
    answers = {written["key"]: {"word": "Pause"}}
    actions.record_answers(attempt=attempt, answers=answers, by=attempt.enrolment.learner, at=NOON)
    event = attempt.events.get()
    typed, _ = ResponseWords.objects.get_or_create(event=event, defaults={"words": {"word": "Pause"}})
    assert submit(attempt).score == 1

    ResponseWords.objects.filter(pk=typed.pk).update(words={})
    rule(attempt, attempt.activity.body["items"][1], "credit-everyone")
    do_the_marking()

    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (2, True)


def old_ruling(course, item, *, number=1, at=LATER, kind="accept-also", option=None):
    return ItemRuling.objects.create(
        format=1,
        course=course,
        edition_number=number,
        item_key=item["key"],
        kind=kind,
        option_key=option,
        made_at=at,
        made_by=course.editions.first().released_by,
    )


def test_an_old_ruling_judges_what_was_released_in_its_number_before_it():
    item = an_item()
    edition = an_edition(lessons=0, quiz=a_quiz_body([item]))
    correction = an_edition(
        course=edition.course, lessons=0, quiz=a_quiz_body([item]), at=LATER, correction=1
    )
    newer = an_edition(course=edition.course, lessons=0, quiz=a_quiz_body([item]), number=2)
    old_ruling(edition.course, item, option=wrong(item)[0])

    assert len(rulings_of(edition.activities.get().pk, course_id=edition.course_id)) == 1
    assert rulings_of(correction.activities.get().pk, course_id=edition.course_id) == []
    assert rulings_of(newer.activities.get().pk, course_id=edition.course_id) == []


def test_an_old_ruling_marks_as_it_did():
    attempt = an_open_attempt(edition=an_edition_of_one())
    item = items_of(attempt)[0]
    old_ruling(attempt.enrolment.course, item, option=wrong(item)[0])
    answer_all(attempt, right=False)

    assert submit(attempt).passed


@pytest.mark.parametrize(
    "values",
    [
        {"format": 1, "kind": "accept-also"},
        {"format": 1, "kind": "leave-out", "edition_number": 1, "item_digest": "d"},
        {"format": 2, "kind": "accept-also", "item_digest": "d"},
        {"format": 2, "kind": "leave-out", "item_digest": "d", "alternative": {"right": []}},
        {"format": 2, "kind": "leave-out"},
        {"format": 2, "kind": "leave-out", "item_digest": "d", "edition_number": 1},
        {"format": 3, "kind": "leave-out", "item_digest": "d"},
    ],
)
def test_a_ruling_that_fits_no_format_is_refused(values):
    edition = an_edition_of_one()
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemRuling.objects.create(
            course=edition.course,
            item_key=edition.course.key,
            made_at=NOON,
            made_by=edition.released_by,
            **values,
        )


def broken():
    return {each.name for each, _ in invariants.broken(at=timezone.now())}


def test_a_stored_mark_that_marking_again_does_not_give_is_found_unless_it_is_outstanding():
    attempt = a_missed_attempt(edition=an_edition(quiz=a_quiz_body([an_item(), an_item()])))
    Attempt.objects.filter(pk=attempt.pk).update(out_of=7)
    assert broken() == {"I13m"}

    item = items_of(attempt)[0]
    rule(attempt, item, "accept-also", right=wrong(item))
    assert broken() == set()
    do_the_marking()

    assert broken() == set()
    attempt.refresh_from_db()
    assert (attempt.score, attempt.out_of) == (1, 2)


@pytest.mark.parametrize("wrongly", [{"passed": True}, {"score": 1}])
def test_marks_in_excess_are_found(wrongly):
    attempt = a_missed_attempt(edition=an_edition(quiz=a_quiz_body([an_item(), an_item()])))
    Attempt.objects.filter(pk=attempt.pk).update(**wrongly)

    assert "I13m" in broken()
    Attempt.objects.filter(pk=attempt.pk).update(passed=False, score=0)


def test_a_response_that_is_marked_differently_is_found():
    attempt = a_missed_attempt(edition=an_edition(quiz=a_quiz_body([an_item(), an_item()])))
    attempt.responses.filter(item_key=items_of(attempt)[0]["key"]).update(score=None)

    assert broken() == {"I13m"}
    attempt.responses.update(score=0)


def test_a_ruling_of_which_nobody_was_marked_again_is_found():
    attempt = a_missed_attempt()
    accept_all(attempt)
    Remarking.objects.all().delete()

    assert broken() == {"I13m"}
    course = attempt.enrolment.course
    Remarking.objects.create(
        course=course, activities=[attempt.activity_id], asked_by=course.editions.get().released_by
    )
    do_the_marking()
