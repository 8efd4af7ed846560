"""Joining a course, leaving it, moving to its newest edition."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from courses.actions.finishing import complete_if_all_is_done
from courses.models import ActivityCompletion, Attempt, Course, Edition, Enrolment
from courses.queries import edition_cache
from lms.core.refusals import Refusal
from lms.people.models import User


class CourseClosed(Refusal):
    pass


class NothingToLearn(Refusal):
    pass


class NotOnThisCourse(Refusal):
    pass


class InTheMiddleOfAQuiz(Refusal):
    pass


def enrol(*, course: Course, by: User, at: datetime) -> Enrolment:
    """The person's open enrolment on the course: made on its newest edition, unless there is one already.

    Parts finished before leaving the course, and unchanged since, are kept.
    """
    already = Enrolment.objects.of_learner(by).open().filter(course=course).first()
    if already:
        return already
    edition = _newest(course)
    try:
        with transaction.atomic():
            return _place(by, edition, at=at)
    except IntegrityError:  # another tab, or the other press of a double click, was quicker
        return Enrolment.objects.of_learner(by).open().get(course=course)


@transaction.atomic
def leave(*, enrolment: Enrolment, by: User, at: datetime) -> Enrolment:
    """End the enrolment; what was finished in it stays and is met again on joining again."""
    enrolment = Enrolment.objects.locked().get(pk=enrolment.pk)
    if enrolment.is_open:
        _end(enrolment, at=at)
    return enrolment


@transaction.atomic
def move(*, enrolment: Enrolment, by: User, at: datetime) -> Enrolment:
    """A place on the newest edition instead, keeping every finished part that has not changed.

    The place itself when it is on the newest already. An answer in an open quiz would be left behind, so
    that quiz is sent in first.
    """
    enrolment = Enrolment.objects.locked().select_related("course").get(pk=enrolment.pk)
    if not enrolment.is_open:
        raise NotOnThisCourse(
            "You are no longer on this course. Join it again to carry on.", see=enrolment.course
        )
    edition = _newest(enrolment.course)
    if edition.number == enrolment.edition_number:
        return enrolment
    unsent = unsent_attempt(enrolment)
    if unsent:
        raise InTheMiddleOfAQuiz("You are in the middle of a quiz. Finish it, then move.", see=unsent)
    _end(enrolment, at=at)
    return _place(by, edition, at=at)


def unsent_attempt(enrolment: Enrolment) -> Attempt | None:
    """An open attempt in which something was answered: leaving or moving leaves it behind."""
    answered = Attempt.objects.open().filter(enrolment=enrolment, last_sequence__gt=0)
    return answered.first()


def _newest(course: Course) -> Edition:
    if course.closed_at:
        raise CourseClosed("This course is closed, so nobody new can join it.", see="/courses/")
    edition = Edition.objects.filter(course=course).newest_first().first()
    if edition is None or not edition.outlined():
        raise NothingToLearn("There is nothing to learn in this course yet. Please look again later.")
    return edition


def _place(learner: User, edition: Edition, *, at: datetime) -> Enrolment:
    """A new open enrolment, with what was finished in this run of the course and is still the same."""
    kept = _kept(learner, edition)
    enrolment = Enrolment.objects.create(
        learner=learner, course_id=edition.course_id, edition_number=edition.number, enrolled_at=at
    )
    if kept:
        for row in kept:
            row.pk, row.enrolment = None, enrolment
        ActivityCompletion.objects.bulk_create(kept)
        outline = edition_cache.outline(edition.pk, edition.digest)
        complete_if_all_is_done(
            enrolment, edition.pk, outline, {str(row.activity_key) for row in kept}, at=at
        )
    return enrolment


def _kept(learner: User, edition: Edition) -> list[ActivityCompletion]:
    run = Enrolment.objects.of_one_run(learner_id=learner.pk, course_id=edition.course_id)
    before = {enrolment.pk: enrolment for enrolment in run.with_edition()}
    outlines = edition_cache.outlines((each.edition_id, each.edition_digest) for each in before.values())
    newer = edition_cache.outline(edition.pk, edition.digest)
    kept = {}
    rows = ActivityCompletion.objects.filter(enrolment__in=before).annotate(met=F("activity__digest"))
    for row in rows.order_by("completed_at", "pk"):
        enrolment, key = before[row.enrolment_id], str(row.activity_key)
        seen = outlines[enrolment.edition_id, enrolment.edition_digest]
        part = newer.part(key)
        # Corrected meanwhile, and back as it was met: whoever passed it then could not take it again.
        is_as_it_was = part is not None and part.digest == row.met
        if enrolment.edition_number == edition.number or seen.is_same_in(newer, key) or is_as_it_was:
            kept[row.activity_key] = row
    return list(kept.values())


def _end(enrolment: Enrolment, *, at: datetime) -> None:
    enrolment.ended_at = max(at, enrolment.enrolled_at)
    enrolment.save(update_fields=["ended_at"])
