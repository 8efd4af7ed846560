"""Correcting what was released before: any edition that people are on, whatever is written meanwhile."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cms.rules import body_format
from courses.actions.indexing import index_course
from courses.actions.release.checking import check_withdrawn
from courses.actions.release.compiling import read_edition
from courses.actions.release.releasing import (
    NotACorrection,
    NothingToRelease,
    Ready,
    ReleasedMeanwhile,
    compile_ready,
)
from courses.actions.release.rulings import ItemDecision, keep_decisions
from courses.actions.release.writing import lock_course, next_number, write_edition
from courses.models import Course, Edition
from courses.models.authoring import CoursePage
from courses.rules.compiled import Compiled
from courses.rules.correcting import why_no_correction
from courses.rules.patching import patch
from courses.rules.withdrawing import withdraw
from lms.core import audit
from lms.core.refusals import NotAllowed
from lms.people.models import User


def correct_edition(
    *,
    course_page: CoursePage,
    number: int,
    activities: Collection[str],
    by: User,
    at: datetime,
    note: str = "",
    expect: str | None = None,
    decisions: Iterable[ItemDecision] = (),
) -> Edition:
    """Bring what is ready today of these activities, by key, to everybody who is on that number.

    ``expect`` is the name of its latest correction that was on the screen. Raises NotACorrection where the
    course would be another one for them, NothingToRelease, ReleasedMeanwhile.
    """
    _refuse_unless_author(course_page, by)
    ready = compile_ready(course_page)
    with transaction.atomic():
        course = lock_course(course_page)
        latest = _latest(course, number)
        _refuse_if_overtaken(latest, expect)
        ready.refuse_if_changed()
        before = read_edition(latest)
        after = patch(before, ready.compiled, activities)
        _refuse_if_unfit(ready, before, after, activities)
        to_be = next_number(latest, correction=True)
        edition = write_edition(course, to_be, after, before, note=note, by=by, at=at)
        index_course(course)
        keep_decisions(decisions, course=course, edition=edition, compiled=after, by=by, at=at)
        audit.record(action="course.released", by=by, at=at, about=edition, detail={"edition": edition.name})
    return edition


@transaction.atomic
def withdraw_blocks(
    *, course_page: CoursePage, digests: Collection[str], words: str, by: User, at: datetime
) -> list[Edition]:
    """Replace these blocks by a note with the reason, in every edition in which they stand, at once.

    Returns the corrections that this makes, one for each number. Raises NothingToRelease.
    """
    _refuse_unless_author(course_page, by)
    if not words.strip():
        raise NothingToRelease("Say in a sentence why it is withdrawn: learners read it in its place.")
    course = lock_course(course_page)
    made = []
    for latest in course.editions.shown():
        before = read_edition(latest)
        after = withdraw(before, digests, words=words.strip(), on=timezone.localdate(at))
        if after.activities != before.activities:
            to_be = next_number(latest, correction=True)
            made.append(write_edition(course, to_be, after, before, note=words, by=by, at=at))
    if not made:
        raise NothingToRelease("Nothing was withdrawn: that block stands in no edition any more.")
    index_course(course)
    for edition in made:
        audit.record(
            action="course.block_withdrawn", by=by, at=at, about=edition, detail={"edition": edition.name}
        )
    return made


def _latest(course: Course, number: int) -> Edition:
    latest = course.editions.shown().filter(number=number).first()
    if latest is None:
        raise NothingToRelease("There is no such edition. Choose one from the list of editions.")
    return latest


def _refuse_unless_author(course_page: CoursePage, by: User) -> None:
    if not course_page.permissions_for_user(by).can_publish():
        raise NotAllowed("Only the authors of a course can correct it. You can copy it and make it your own.")


def _refuse_if_overtaken(latest: Edition, expect: str | None) -> None:
    if expect is not None and expect != latest.name:
        raise ReleasedMeanwhile(
            f"Edition {latest.name} was released while you were looking at this page. "
            "Look again at what your correction would change now."
        )


def _refuse_if_unfit(ready: Ready, before: Compiled, after: Compiled, activities: Collection[str]) -> None:
    if after.activities == before.activities:
        raise NothingToRelease("Nothing is ticked that says something else today.")
    reasons = why_no_correction(before, after)
    if reasons:
        raise NotACorrection(f"This is more than a correction: {' '.join(reasons)}")
    titles = {activity.title for activity in after.activities if activity.key in activities}
    found = [*ready.findings, *check_withdrawn(before, after)]
    to_mend = [each for each in found if each.mend_first and each.where in titles]
    if to_mend:
        raise NothingToRelease(f"Put this right first, in “{to_mend[0].where}”: {to_mend[0].words}")
    if not all(body_format.is_whole(activity.body) for activity in after.activities):
        raise NothingToRelease("A picture or file could not be read just now. Try again in a few minutes.")
