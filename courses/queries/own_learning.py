"""What a learner's pages begin with: statements written out, since building them took longer than asking."""

from typing import Any
from uuid import UUID

from django.db import connection

from courses.models import Attempt, Enrolment
from lms.people.models import User

#: The latest correction of the number that an enrolment is pinned to.
SHOWN = """
    JOIN courses_edition shown ON shown.id = (
        SELECT id FROM courses_edition
        WHERE courses_edition.course_id = courses_enrolment.course_id
        AND courses_edition.number = courses_enrolment.edition_number
        ORDER BY courses_edition.correction DESC LIMIT 1
    )
"""
ATTEMPT = f"""
    SELECT courses_attempt.*, courses_activity.digest AS digest,
        shown.id AS edition_id, shown.digest AS edition_digest
    FROM courses_attempt
    JOIN courses_enrolment ON courses_enrolment.id = courses_attempt.enrolment_id
    JOIN courses_activity ON courses_activity.id = courses_attempt.activity_id
    {SHOWN}
    WHERE courses_enrolment.learner_id = %s AND courses_attempt.enrolment_id = %s
    AND courses_attempt.activity_key = %s AND courses_attempt.number = %s
"""
ENROLMENT = f"""
    SELECT courses_enrolment.*, shown.id AS edition_id, shown.digest AS edition_digest,
        EXISTS (
            SELECT 1 FROM courses_itemruling WHERE courses_itemruling.course_id = courses_enrolment.course_id
        ) AS is_ruled_on,
        (
            SELECT heading FROM courses_readingposition
            WHERE courses_readingposition.enrolment_id = courses_enrolment.id
            AND courses_readingposition.activity_key = %s
        ) AS heading
    FROM courses_enrolment
    {SHOWN}
    WHERE courses_enrolment.id = %s AND courses_enrolment.learner_id = %s
"""
OPEN_ENROLMENTS = f"""
    SELECT courses_enrolment.*, shown.id AS edition_id, shown.digest AS edition_digest
    FROM courses_enrolment
    {SHOWN}
    WHERE courses_enrolment.learner_id = %s AND courses_enrolment.ended_at IS NULL
"""
LARGEST = 2**63 - 1  # that a database holds
KEY = Attempt._meta.get_field("activity_key")


def own_attempt(learner: User, *, enrolment: int, activity_key: UUID, number: int) -> Attempt | None:
    """As from ``of_learner(learner).with_digest()``; None where there is none or it is somebody else's.

    Also says ``edition_id`` and ``edition_digest`` of what its enrolment shows.
    """
    if max(enrolment, number) > LARGEST:
        return None
    key = KEY.get_db_prep_value(activity_key, connection)
    return next(iter(Attempt.objects.raw(ATTEMPT, [learner.pk, enrolment, key, number])), None)


def own_enrolment(learner: Any, pk: int, *, reading: UUID | None = None) -> Enrolment | None:
    """As from ``of_learner(learner).with_edition()``; None where there is none or it is somebody else's.

    Also says whether its course ``is_ruled_on``, and the ``heading`` at which the learner is ``reading`` that
    lesson, None for at its beginning.
    """
    if pk > LARGEST:
        return None
    key = reading and KEY.get_db_prep_value(reading, connection)
    return next(iter(Enrolment.objects.raw(ENROLMENT, [key, pk, learner.pk])), None)


def open_enrolments(learner: Any) -> list[Enrolment]:
    """As from ``of_learner(learner).open().with_edition()``."""
    return list(Enrolment.objects.raw(OPEN_ENROLMENTS, [learner.pk]))
