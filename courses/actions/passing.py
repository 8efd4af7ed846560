"""Finishing what is passed afterwards: by a ruling on a question, attempts sent in long ago may pass."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from courses.actions.finishing import finish_activity
from courses.models import ActivityCompletion, Attempt, Enrolment
from courses.queries import edition_cache
from courses.queries.progress import attempts_at
from lms.people.models import User


def finish_by_ruling(attempts: Iterable[Attempt], *, by: User, at: datetime) -> None:
    """Each has finished its quiz on the day it was sent in; that it has is recorded now.

    A course is completed by it only where the person is still on it. Of an enrolment that was left the fact
    is kept, and counts where the person has joined again: otherwise they could neither pass the quiz nor take
    it. Must be called inside a transaction that has the attempts locked. Enrolments are locked in one order,
    whoever does this at the same time.
    """
    first: dict[tuple[int, object], Attempt] = {}
    for attempt in attempts:
        first.setdefault((attempt.enrolment_id, attempt.activity_key), attempt)
    if not first:
        return
    enrolments = _locked(first.values())
    for attempt in first.values():
        own = enrolments[attempt.enrolment_id]
        if not own.is_open:
            _keep(attempt, own, at=at)
        for enrolment in [own] if own.is_open else _others_where_it_counts(attempt, enrolments.values()):
            enrolments[enrolment.pk] = finish_activity(
                enrolment=enrolment,
                activity=attempt.activity,
                by=by,
                at=submitted_at(attempt),
                attempt=attempt,
                recorded_at=at,
            )


def submitted_at(attempt: Attempt) -> datetime:
    """When it was sent in. Raises ValueError for one that is open: it has passed nothing yet."""
    if attempt.submitted_at is None:
        raise ValueError(f"{attempt} is not sent in.")
    return attempt.submitted_at


def _locked(attempts: Iterable[Attempt]) -> dict[int, Enrolment]:
    """Their own enrolments, and those that their learners have open now."""
    own = [attempt.enrolment for attempt in attempts]
    concerned = Q(pk__in=[enrolment.pk for enrolment in own]) | Q(
        ended_at=None,
        learner__in=[enrolment.learner_id for enrolment in own],
        course__in=[enrolment.course_id for enrolment in own],
    )
    locked = Enrolment.objects.locked().with_edition().filter(concerned).order_by("pk")
    return {enrolment.pk: enrolment for enrolment in locked}


def _keep(attempt: Attempt, enrolment: Enrolment, *, at: datetime) -> None:
    ActivityCompletion.objects.get_or_create(
        enrolment=enrolment,
        activity_key=attempt.activity_key,
        defaults={
            "activity": attempt.activity,
            "attempt": attempt,
            "completed_at": submitted_at(attempt),
            "recorded_at": max(at, submitted_at(attempt)),
        },
    )


def _others_where_it_counts(attempt: Attempt, enrolments: Iterable[Enrolment]) -> list[Enrolment]:
    return [
        enrolment
        for enrolment in enrolments
        if enrolment.is_open
        and enrolment.learner_id == attempt.enrolment.learner_id
        and enrolment.course_id == attempt.enrolment.course_id
        and _counts_in(enrolment, attempt)
    ]


def _counts_in(enrolment: Enrolment, attempt: Attempt) -> bool:
    """It is among the goes that this enrolment has had at the quiz."""
    outline = edition_cache.outline(enrolment.edition_id, enrolment.edition_digest)
    part = outline.part(str(attempt.activity_key))
    return part is not None and attempt in attempts_at(enrolment, part.key, part.digest)
