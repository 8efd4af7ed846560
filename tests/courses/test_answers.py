"""Answers kept one by one, and as a whole form."""

import uuid
from datetime import timedelta

import pytest

from courses import actions
from courses.actions.answering import AlreadySubmitted, NotAnswerable, NotInThisQuiz
from courses.models import Response, ResponseEvent
from courses.queries.invariants import answers_after_sending_in
from tests.factories import NOON
from tests.factories.courses import an_edition, an_item
from tests.factories.learning import an_open_attempt, submit

pytestmark = pytest.mark.django_db


def answered(attempt):
    return {str(key): answer for key, answer in attempt.responses.values_list("item_key", "answer")}


def record(attempt, item, *keys, client_id=None, after=None, at=NOON):
    return actions.record_answer(
        attempt=attempt,
        item=item["key"],
        answer={"chosen": list(keys)},
        client_id=client_id or uuid.uuid4(),
        by=attempt.enrolment.learner,
        at=at,
        after=after,
    )


def items_of(attempt):
    return attempt.activity.body["items"]


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


def test_an_id_used_in_another_attempt_is_refused_and_keeps_nothing():
    first, other = an_open_attempt(), an_open_attempt()
    client_id = uuid.uuid4()
    item, another = items_of(first)[0], items_of(other)[0]
    record(first, item, item["options"][0]["key"], client_id=client_id)

    with pytest.raises(NotAnswerable, match="belongs to another answer"):
        record(other, another, another["options"][0]["key"], client_id=client_id)

    assert not other.responses.exists()
    assert ResponseEvent.objects.count() == 1


def test_an_id_used_for_another_choice_is_refused_and_keeps_nothing():
    attempt = an_open_attempt()
    item, client_id = items_of(attempt)[0], uuid.uuid4()
    record(attempt, item, item["options"][0]["key"], client_id=client_id)

    with pytest.raises(NotAnswerable, match="belongs to another answer"):
        record(attempt, item, item["options"][1]["key"], client_id=client_id)

    assert answered(attempt) == {item["key"]: {"chosen": [item["options"][0]["key"]]}}


def test_sending_in_is_never_before_the_newest_answer_that_counts():
    attempt = an_open_attempt()
    item, later = items_of(attempt)[0], NOON + timedelta(seconds=2)
    record(attempt, item, item["options"][0]["key"], at=later)

    submitted = submit(attempt, at=NOON + timedelta(seconds=1))

    assert submitted.submitted_at == later
    assert not list(answers_after_sending_in(at=later))


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


def test_what_was_shown_adds_nothing_though_another_attempt_has_another_answer_of_that_number():
    edition = an_edition()
    mine, others = (an_open_attempt(edition=edition) for _ in range(2))
    item = items_of(mine)[0]
    first, second, _ = (option["key"] for option in item["options"])
    record(mine, item, first)
    record(others, item, second)

    again = record(mine, item, first, after=1)
    changed = record(mine, item, second, after=1)

    assert (again.sequence, changed.sequence) == (1, 2)
    assert answered(mine) == {item["key"]: {"chosen": [second]}}


def test_a_field_that_was_not_touched_is_acknowledged_with_the_number_that_was_known():
    attempt = an_open_attempt()
    item = items_of(attempt)[0]
    record(attempt, item, item["options"][0]["key"])
    record(attempt, item, item["options"][1]["key"])

    assert record(attempt, item, item["options"][1]["key"], after=2).sequence == 2
    assert record(attempt, items_of(attempt)[1], after=0).sequence == 0
    assert ResponseEvent.objects.count() == 2


def test_an_id_of_another_answer_leads_to_the_attempt():
    attempt = an_open_attempt()
    item, client_id = items_of(attempt)[0], uuid.uuid4()
    record(attempt, item, item["options"][0]["key"], client_id=client_id)

    with pytest.raises(NotAnswerable, match="belongs to another answer") as refusal:
        record(attempt, item, item["options"][1]["key"], client_id=client_id)

    assert refusal.value.see == attempt
