"""Releasing a course: one insert under a lock, whoever is in the middle of what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cms.rules import body_format
from courses.actions.indexing import index_course
from courses.actions.release.checking import CourseFinding, check_release, check_withdrawn
from courses.actions.release.compiling import compile_course, read_edition
from courses.actions.release.rulings import ItemDecision, NothingLeftToMark, keep_decisions
from courses.actions.release.writing import lock_course, next_number, write_edition
from courses.models import Course, Edition
from courses.models.authoring import CoursePage
from courses.models.authoring.manuscript import Manuscript, read_manuscript
from courses.rules.comparing import same
from courses.rules.compiled import Compiled
from courses.rules.correcting import why_no_correction
from lms.core import audit
from lms.core.refusals import NotAllowed, Refusal
from lms.people.models import User

__all__ = [
    "ItemDecision",
    "NotACorrection",
    "NothingLeftToMark",
    "NothingToRelease",
    "ReleasedMeanwhile",
    "release",
]

NEW_CONTENT, CORRECTION = Edition.Kind.NEW_CONTENT, Edition.Kind.CORRECTION


class ReleasedMeanwhile(Refusal):
    """Another author, or another tab, was quicker."""


class NotACorrection(Refusal):
    """Learners part-way would meet another course."""


class NothingToRelease(Refusal):
    """Something has to be mended first, or nothing has changed."""


def release(
    *,
    course_page: CoursePage,
    kind: str = NEW_CONTENT,
    note: str = "",
    by: User,
    at: datetime,
    expect: str | None = None,
    decisions: Iterable[ItemDecision] = (),
) -> Edition:
    """Turn what is ready into an edition that never changes.

    ``expect`` is the name of the newest edition that was on the screen (“” for none); None does not compare.
    ``decisions`` say of questions that are right in another way now what becomes of answers already given.
    It is compiled before anything is locked; where something became ready meanwhile, ReleasedMeanwhile.
    """
    if not course_page.permissions_for_user(by).can_publish():
        raise NotAllowed("Only the authors of a course can release it. You can copy it and make it your own.")
    ready = compile_ready(course_page)
    with transaction.atomic():
        course = lock_course(course_page)
        newest = course.editions.newest_first().first()
        _refuse_if_overtaken(newest, expect)
        ready.refuse_if_changed()
        before = read_edition(newest) if newest else None
        _refuse_if_unfit(ready, before, kind)
        to_be = next_number(newest, correction=kind == CORRECTION)
        edition = write_edition(course, to_be, ready.compiled, before, note=note, by=by, at=at)
        Course.objects.filter(pk=course.pk).update(title=ready.compiled.title)
        index_course(course)
        keep_decisions(decisions, course=course, edition=edition, compiled=ready.compiled, by=by, at=at)
        detail = {"edition": edition.name}
        audit.record(action="course.released", by=by, at=at, about=edition, detail=detail)
    return edition


@dataclass(frozen=True)
class Ready:
    """What is ready in a course, compiled, and what was found about it."""

    manuscript: Manuscript
    compiled: Compiled
    findings: list[CourseFinding]

    def refuse_if_changed(self) -> None:
        """Under the lock. Raises ReleasedMeanwhile."""
        if self.manuscript.mark_now() != self.manuscript.mark:
            raise ReleasedMeanwhile(
                "Something in this course changed while it was being released. "
                "Look again at what your release would change now."
            )


def compile_ready(course_page: CoursePage) -> Ready:
    """Nothing is locked by it, and the statements do not grow with the course."""
    manuscript = read_manuscript(course_page)
    return Ready(manuscript, compile_course(manuscript), check_release(manuscript))


def _refuse_if_overtaken(newest: Edition | None, expect: str | None) -> None:
    name = newest.name if newest else ""
    if expect is not None and expect != name:
        raise ReleasedMeanwhile(
            f"Edition {name} was released while you were looking at this page. "
            "Look again at what your release would change now."
            if name
            else "Things changed while you were looking at this page. Look again."
        )


def _refuse_if_unfit(ready: Ready, before: Compiled | None, kind: str) -> None:
    after = ready.compiled
    found = [*ready.findings, *check_withdrawn(before, after)]
    to_mend = [finding for finding in found if finding.mend_first]
    if to_mend:
        first = to_mend[0]
        raise NothingToRelease(f"Put this right first, in “{first.where}”: {first.words}")
    if not all(body_format.is_whole(activity.body) for activity in after.activities):
        raise NothingToRelease("A picture or file could not be read just now. Try again in a few minutes.")
    if same(before, after):
        raise NothingToRelease("Nothing has changed since the last edition, so there is nothing to release.")
    if kind == CORRECTION:
        reasons = why_no_correction(before, after) if before else ["There is no edition to correct yet."]
        if reasons:
            raise NotACorrection(
                f"This is more than a correction: {' '.join(reasons)} Release it as new content."
            )
