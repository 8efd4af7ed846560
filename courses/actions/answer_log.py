"""The log of answers, and what stands at its end. Whoever writes here holds the attempt's lock."""

import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Q

from courses.models import Attempt, Response, ResponseEvent, ResponseWords
from courses.rules.items import Answer


class Kept(NamedTuple):
    """The number of an answer, and of the one that it replaced: 0 for none."""

    sequence: int
    replaced: int


def log(
    attempt: Attempt, answers: Mapping[str, Answer], *, at: datetime, client_id: uuid.UUID | None = None
) -> dict[str, int]:
    """An event for each answer to an attempt that is locked; the caller saves the attempt. Their numbers."""
    numbers = {item: n for n, item in enumerate(answers, start=attempt.last_sequence + 1)}
    events = ResponseEvent.objects.bulk_create(
        ResponseEvent(
            attempt=attempt,
            item_key=item,
            sequence=numbers[item],
            answer=answer.stored(),
            received_at=at,
            client_id=client_id or uuid.uuid4(),
        )
        for item, answer in answers.items()
    )
    typed = [
        ResponseWords(event=event, words=words)
        for event, answer in zip(events, answers.values(), strict=True)
        if (words := answer.words())
    ]
    if typed:
        ResponseWords.objects.bulk_create(typed)
    attempt.last_sequence += len(answers)
    attempt.answered_at = max(at, attempt.answered_at or at)
    return numbers


def stand(responses: Iterable[Response]) -> None:
    """What stands for each item from now on, marked or not."""
    Response.objects.bulk_create(
        list(responses),
        update_conflicts=True,
        unique_fields=["attempt", "item_key"],
        update_fields=["sequence", "replaced_sequence", "answer", "score"],
    )


def append(
    attempt: Attempt,
    answers: Mapping[str, Answer],
    replaced: Mapping[str, int],
    *,
    at: datetime,
    client_id: uuid.UUID | None = None,
) -> None:
    """Log answers and let them stand. ``replaced``: the numbers of those before them."""
    if not answers:
        return
    numbers = log(attempt, answers, at=at, client_id=client_id)
    stand(
        Response(
            attempt=attempt,
            item_key=item,
            sequence=numbers[item],
            replaced_sequence=replaced.get(item, 0),
            answer=answer.stored(),
        )
        for item, answer in answers.items()
    )
    attempt.save(update_fields=["last_sequence", "answered_at"])


def keep_one(
    attempt: Attempt, item: str, answer: Answer, client_id: uuid.UUID, at: datetime, after: int | None
) -> Kept | None:
    """Keep one answer; None when there is nothing to keep.

    That is so when the attempt has been submitted, when ``client_id`` was kept before, and when the answer is
    the one numbered ``after``, which the sender was shown.
    """
    engine = _in_one_statement if connection.vendor == "postgresql" else _under_the_lock
    return engine(attempt, item, answer, client_id, at, after)


def _under_the_lock(
    attempt: Attempt, item: str, answer: Answer, client_id: uuid.UUID, at: datetime, after: int | None
) -> Kept | None:
    with transaction.atomic():
        locked = Attempt.objects.locked().get(pk=attempt.pk)
        if not locked.is_open or _is_kept_or_shown(locked, item, answer, client_id, after):
            return None
        before = locked.responses.filter(item_key=item).values_list("sequence", flat=True).first() or 0
        append(locked, {item: answer}, {item: before}, at=at, client_id=client_id)
        return Kept(locked.last_sequence, before)


def _is_kept_or_shown(
    attempt: Attempt, item: str, answer: Answer, client_id: uuid.UUID, after: int | None
) -> bool:
    shown = Q(attempt=attempt, item_key=item, sequence=after or 0)
    events = ResponseEvent.objects.select_related("typed").filter(Q(client_id=client_id) | shown)
    return any(
        event.client_id == client_id or event.holds(answer.stored(), answer.words()) for event in events
    )


# Locking, numbering, the event and what stands, in one statement and so in one transaction. The row lock is
# taken by the UPDATE, which also counts, so two tabs get two numbers. A statement that waited for the lock
# still reads other tables as they were before; only the row that it replaces is met as it is now. So the
# number of the answer that stood before comes from there.
KEEP = """
    WITH counted AS (
        UPDATE courses_attempt
        SET last_sequence = last_sequence + 1, answered_at = GREATEST(answered_at, %(at)s)
        WHERE id = %(attempt)s AND submitted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM courses_responseevent WHERE client_id = %(client_id)s)
        AND NOT EXISTS (
            SELECT 1 FROM courses_responseevent shown
            LEFT JOIN courses_responsewords typed ON typed.event_id = shown.id
            WHERE shown.attempt_id = %(attempt)s AND shown.sequence = %(after)s AND shown.item_key = %(item)s
            AND shown.answer = %(answer)s::jsonb AND COALESCE(typed.words, '{}') = %(words)s::jsonb
        )
        RETURNING id, last_sequence
    ), event AS (
        INSERT INTO courses_responseevent (attempt_id, client_id, item_key, sequence, answer, received_at)
        SELECT id, %(client_id)s, %(item)s, last_sequence, %(answer)s::jsonb, %(at)s FROM counted
        RETURNING id
    ), typed AS (
        INSERT INTO courses_responsewords (event_id, words)
        SELECT id, %(words)s::jsonb FROM event WHERE %(words)s::jsonb <> '{}'
    )
    INSERT INTO courses_response AS standing (attempt_id, item_key, sequence, replaced_sequence, answer)
    SELECT id, %(item)s, last_sequence, 0, %(answer)s::jsonb FROM counted
    ON CONFLICT (attempt_id, item_key) DO UPDATE
    SET sequence = EXCLUDED.sequence, replaced_sequence = standing.sequence, answer = EXCLUDED.answer
    RETURNING sequence, replaced_sequence
"""


def _in_one_statement(
    attempt: Attempt, item: str, answer: Answer, client_id: uuid.UUID, at: datetime, after: int | None
) -> Kept | None:
    values: dict[str, Any] = {
        "attempt": attempt.pk,
        "client_id": client_id,
        "item": uuid.UUID(item),
        "answer": json.dumps(answer.stored()),
        "words": json.dumps(answer.words()),
        "at": at,
        "after": after or 0,
    }
    with connection.cursor() as cursor:
        cursor.execute(KEEP, values)
        row = cursor.fetchone()
    return Kept(*row) if row else None
