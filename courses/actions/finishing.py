"""Finishing parts of a course, and with the last one the course."""

from collections.abc import Set
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.events import CourseCompleted
from courses.models import Activity, ActivityCompletion, Attempt, Completion, Enrolment, Revisit
from courses.queries import frozen
from courses.queries.progress import finished_keys, lessons_waited_for
from courses.rules.outline import Sheet
from lms.core.events import announce
from lms.core.refusals import Refusal
from lms.people.models import User


class NoLongerOnThisCourse(Refusal):
    pass


class FinishedByPassing(Refusal):
    pass


@transaction.atomic(savepoint=False)
def finish_activity(
    *, enrolment: Enrolment, activity: Activity, by: User, at: datetime, attempt: Attempt | None = None
) -> Enrolment:
    """Keep the fact that the activity is finished; the last one that is needed completes the course.

    Finished twice is finished once. A lesson finished, again or at last, after the attempts at a quiz were
    used up counts towards fresh ones. A quiz is finished by ``attempt``, which passed it.
    """
    if activity.kind == Activity.Kind.QUIZ and attempt is None:
        raise FinishedByPassing("A quiz is finished by passing it.")
    enrolment = Enrolment.objects.locked().with_edition().get(pk=enrolment.pk)
    finished = finished_keys(enrolment.pk)
    key = str(activity.key)
    if not enrolment.is_open:
        if key in finished:
            return enrolment
        words = "You are no longer on this course. Join it again to go on."
        raise NoLongerOnThisCourse(words, see=enrolment.course)
    sheet = frozen.sheet(enrolment.edition_id, enrolment.edition_digest)
    if attempt is None:
        _count_as_looked_at_again(enrolment, sheet, key, at=at)
    if key not in finished:
        ActivityCompletion.objects.create(
            enrolment=enrolment,
            activity=activity,
            activity_key=activity.key,
            attempt=attempt,
            completed_at=at,
        )
        complete_if_all_is_done(enrolment, enrolment.edition_id, sheet, finished | {key}, at=at)
    return enrolment


def complete_if_all_is_done(
    enrolment: Enrolment, edition_id: int, sheet: Sheet, finished: Set[str], *, at: datetime
) -> None:
    """Completes the course when nothing that is needed is left, ends the enrolment and announces it.

    Must be called inside a transaction that has the enrolment locked.
    """
    if not sheet.is_completed_by(finished):
        return
    completion = Completion.objects.create(
        learner_id=enrolment.learner_id,
        course_id=enrolment.course_id,
        edition_id=edition_id,
        enrolment=enrolment,
        completed_at=at,
        completed_on=timezone.localtime(at).date(),
        minutes=sheet.minutes,
        participatory_minutes=sheet.participatory_minutes,
    )
    enrolment.ended_at = max(at, enrolment.enrolled_at)
    enrolment.save(update_fields=["ended_at"])
    announce(CourseCompleted(completion_id=completion.pk))


def _count_as_looked_at_again(enrolment: Enrolment, sheet: Sheet, key: str, *, at: datetime) -> None:
    if key in lessons_waited_for(enrolment, sheet):
        Revisit.objects.create(enrolment=enrolment, activity_key=key, at=at)
