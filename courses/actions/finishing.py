"""Finishing parts of a course, and with the last one the course."""

from collections.abc import Set
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from courses.events import CourseCompleted
from courses.models import Activity, ActivityCompletion, Attempt, Completion, Enrolment, Revisit
from courses.queries import edition_cache
from courses.queries.progress import finished_keys, lessons_waited_for
from courses.rules.activities import activity_kind
from courses.rules.outline import Outline
from lms.core.events import announce
from lms.core.refusals import Refusal
from lms.people.models import User


class NoLongerOnThisCourse(Refusal):
    pass


class FinishedByPassing(Refusal):
    pass


@transaction.atomic(savepoint=False)
def finish_activity(
    *,
    enrolment: Enrolment,
    activity: Activity,
    by: User,
    at: datetime,
    attempt: Attempt | None = None,
    recorded_at: datetime | None = None,
) -> Enrolment:
    """Keep the fact that the activity is finished; the last one that is needed completes the course.

    Finished twice is finished once. A lesson finished, again or at last, after the attempts at a quiz were
    used up counts towards fresh ones. Kinds that are finished by passing need the ``attempt`` that passed.
    ``recorded_at`` is told where that is found out only after ``at``.
    """
    _refuse_without_passing(activity, attempt)
    enrolment = Enrolment.objects.locked().with_edition().get(pk=enrolment.pk)
    finished = finished_keys(enrolment.pk)
    key = str(activity.key)
    if not enrolment.is_open:
        if key in finished:
            return enrolment
        words = "You are no longer on this course. Join it again to carry on."
        raise NoLongerOnThisCourse(words, see=enrolment.course)
    outline = edition_cache.outline(enrolment.edition_id, enrolment.edition_digest)
    if attempt is None:
        _count_as_looked_at_again(enrolment, outline, key, at=at)
    if key not in finished:
        ActivityCompletion.objects.create(
            enrolment=enrolment,
            activity=activity,
            activity_key=activity.key,
            attempt=attempt,
            completed_at=at,
            recorded_at=max(recorded_at or at, at),
        )
        complete_if_all_is_done(
            enrolment, enrolment.edition_id, outline, finished | {key}, at=at, recorded_at=recorded_at
        )
    return enrolment


def _refuse_without_passing(activity: Activity, attempt: Attempt | None) -> None:
    kind = activity_kind(activity.kind)
    if kind.is_passed and not (attempt and attempt.passed):
        raise FinishedByPassing(f"A {kind.noun} is finished by passing it.")


def complete_if_all_is_done(
    enrolment: Enrolment,
    edition_id: int,
    outline: Outline,
    finished: Set[str],
    *,
    at: datetime,
    recorded_at: datetime | None = None,
) -> None:
    """Completes the course when nothing that is needed is left, ends the enrolment and announces it.

    Found out only later (``recorded_at``), it was completed on the day its last part was, and ends today.
    Must be called inside a transaction that has the enrolment locked.
    """
    if not outline.is_completed_by(finished):
        return
    if recorded_at:
        at = _last_finished(enrolment, at)
    recorded_at = max(recorded_at or at, at)
    completion = Completion.objects.create(
        learner_id=enrolment.learner_id,
        course_id=enrolment.course_id,
        edition_id=edition_id,
        enrolment=enrolment,
        completed_at=at,
        completed_on=timezone.localtime(at).date(),
        recorded_at=recorded_at,
        minutes=outline.minutes,
        participatory_minutes=outline.participatory_minutes,
    )
    enrolment.ended_at = max(recorded_at, enrolment.enrolled_at)
    enrolment.save(update_fields=["ended_at"])
    announce(CourseCompleted(completion_id=completion.pk))


def _last_finished(enrolment: Enrolment, at: datetime) -> datetime:
    finished = ActivityCompletion.objects.filter(enrolment=enrolment, activity__optional=False)
    last: datetime | None = finished.aggregate(last=Max("completed_at"))["last"]
    return max(last, at) if last else at


def _count_as_looked_at_again(enrolment: Enrolment, outline: Outline, key: str, *, at: datetime) -> None:
    if key in lessons_waited_for(enrolment, outline):
        Revisit.objects.create(enrolment=enrolment, activity_key=key, at=at)
