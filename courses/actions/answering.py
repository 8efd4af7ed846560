"""Keeping an answer: once, in the order it arrived, acknowledged after commit."""

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from courses.models import Attempt, Response, ResponseEvent
from courses.queries import frozen
from courses.rules.items import Answer, NotAnAnswer
from lms.core.refusals import Refusal
from lms.people.models import User


class AlreadySubmitted(Refusal):
    pass


class NotInThisQuiz(Refusal):
    status = 400


class NotAnswerable(Refusal):
    status = 400


@dataclass(frozen=True)
class Acknowledgement:
    """The answer is kept. ``changed_elsewhere``: another tab or device had answered since ``after``."""

    sequence: int
    changed_elsewhere: bool = False


def record_answer(
    *,
    attempt: Attempt,
    item: str,
    answer: Any,
    client_id: uuid.UUID,
    by: User,
    at: datetime,
    after: int | None = None,
) -> Acknowledgement:
    """Keep one answer. The same ``client_id`` again gets the same acknowledgement and keeps nothing twice.

    ``after`` is the number of the last answer to this item that the sender knows of. Raises
    AlreadySubmitted, NotInThisQuiz, NotAnswerable.
    """
    read = _read(attempt, item, answer)
    keep = _keep_in_one_statement if connection.vendor == "postgresql" else _keep
    try:
        sequence, before = keep(attempt, item, read, client_id, at)
    except IntegrityError:  # sent twice at the same moment
        return _acknowledge_again(attempt, item, client_id)
    if sequence is None:
        return _acknowledge_again(attempt, item, client_id)
    return Acknowledgement(sequence, changed_elsewhere=after is not None and (before or 0) > after)


@transaction.atomic
def record_answers(*, attempt: Attempt, answers: Mapping[str, Any], by: User, at: datetime) -> bool:
    """Keep a whole form's answers; false when they were sent in already and nothing more is kept.

    What has not changed adds nothing, so neither does a form sent twice.
    """
    read = read_answers(attempt, answers)
    locked = Attempt.objects.locked().get(pk=attempt.pk)
    if not locked.is_open:
        return False
    standing = {str(item): answer for item, answer in locked.responses.values_list("item_key", "answer")}
    _append(locked, changed(read, standing), at=at)
    return True


def read_answers(attempt: Attempt, answers: Mapping[str, Any]) -> dict[str, Answer]:
    return {item: _read(attempt, item, answer) for item, answer in answers.items()}


def changed(read: Mapping[str, Answer], standing: Mapping[str, Any]) -> dict[str, Any]:
    """Those that differ from what stands, in their stored form. An empty one is no change to nothing."""
    nothing = Answer().stored()
    return {
        item: answer.stored()
        for item, answer in read.items()
        if standing.get(item, nothing) != answer.stored()
    }


SENT_IN = "These answers were already sent in. Here is the result."


def _read(attempt: Attempt, item: str, answer: Any) -> Answer:
    quiz = frozen.quiz(attempt.activity_id, attempt.digest)
    found = quiz.item(item)
    if found is None:
        raise NotInThisQuiz("That question is not part of this quiz. Open the quiz again.", see=attempt)
    try:
        return found.read(answer)
    except NotAnAnswer as problem:
        raise NotAnswerable(str(problem), see=attempt) from problem


def log(
    attempt: Attempt, answers: Mapping[str, Any], *, at: datetime, client_id: uuid.UUID | None = None
) -> dict[str, int]:
    """An event for each answer to an attempt that is locked; the caller saves the attempt. Their numbers."""
    numbers = {item: n for n, item in enumerate(answers, start=attempt.last_sequence + 1)}
    ResponseEvent.objects.bulk_create(
        ResponseEvent(
            attempt=attempt,
            item_key=item,
            sequence=numbers[item],
            answer=answer,
            received_at=at,
            client_id=client_id or uuid.uuid4(),
        )
        for item, answer in answers.items()
    )
    attempt.last_sequence += len(answers)
    return numbers


def stand(responses: Iterable[Response]) -> None:
    """What stands for each item from now on, marked or not."""
    Response.objects.bulk_create(
        list(responses),
        update_conflicts=True,
        unique_fields=["attempt", "item_key"],
        update_fields=["sequence", "answer", "score"],
    )


def _append(
    attempt: Attempt, answers: Mapping[str, Any], *, at: datetime, client_id: uuid.UUID | None = None
) -> None:
    if not answers:
        return
    numbers = log(attempt, answers, at=at, client_id=client_id)
    stand(
        Response(attempt=attempt, item_key=item, sequence=numbers[item], answer=answer)
        for item, answer in answers.items()
    )
    attempt.save(update_fields=["last_sequence"])


Kept = tuple[int | None, int | None]  # the new number and the one that stood before; none: nothing was kept


def _keep(attempt: Attempt, item: str, answer: Answer, client_id: uuid.UUID, at: datetime) -> Kept:
    with transaction.atomic():
        locked = Attempt.objects.locked().get(pk=attempt.pk)
        if not locked.is_open or ResponseEvent.objects.filter(client_id=client_id).exists():
            return None, None
        before = locked.responses.filter(item_key=item).values_list("sequence", flat=True).first()
        _append(locked, {item: answer.stored()}, at=at, client_id=client_id)
        return locked.last_sequence, before


# Locking, numbering, the event and what stands, in one statement and so in one transaction. The row lock is
# taken by the UPDATE, which also counts, so two tabs get two numbers.
KEEP = """
    WITH counted AS (
        UPDATE courses_attempt SET last_sequence = last_sequence + 1
        WHERE id = %(attempt)s AND submitted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM courses_responseevent WHERE client_id = %(client_id)s)
        RETURNING id, last_sequence
    ), event AS (
        INSERT INTO courses_responseevent (attempt_id, client_id, item_key, sequence, answer, received_at)
        SELECT id, %(client_id)s, %(item)s, last_sequence, %(answer)s::jsonb, %(at)s FROM counted
    )
    INSERT INTO courses_response AS standing (attempt_id, item_key, sequence, answer)
    SELECT id, %(item)s, last_sequence, %(answer)s::jsonb FROM counted
    ON CONFLICT (attempt_id, item_key) DO UPDATE SET sequence = EXCLUDED.sequence, answer = EXCLUDED.answer
    RETURNING sequence, (
        SELECT sequence FROM courses_response WHERE attempt_id = %(attempt)s AND item_key = %(item)s
    )
"""


def _keep_in_one_statement(
    attempt: Attempt, item: str, answer: Answer, client_id: uuid.UUID, at: datetime
) -> Kept:
    values: dict[str, Any] = {
        "attempt": attempt.pk,
        "client_id": client_id,
        "item": uuid.UUID(item),
        "answer": json.dumps(answer.stored()),
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(KEEP, values)
        return cursor.fetchone() or (None, None)


def _acknowledge_again(attempt: Attempt, item: str, client_id: uuid.UUID) -> Acknowledgement:
    """Nothing was kept just now: it was kept before, or the attempt has been submitted."""
    event = ResponseEvent.objects.filter(client_id=client_id).first()
    if event is None:
        raise AlreadySubmitted(SENT_IN, see=attempt)
    if event.attempt_id != attempt.pk or str(event.item_key) != item:
        raise NotAnswerable("This answer's id was used for another answer. Open the quiz again.", see=attempt)
    return Acknowledgement(event.sequence)
