"""Releasing a course: one insert under a lock, whoever is in the middle of what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from cms.rules import frozen
from courses.actions.release.checking import check_release
from courses.actions.release.compiling import compile_course, read_edition
from courses.actions.release.rulings import ItemDecision, keep_decisions
from courses.models import Activity, Course, Edition
from courses.models.authoring import CoursePage
from courses.rules.compiled import Compiled, changes, same, why_no_correction
from lms.core import audit
from lms.core.refusals import NotAllowed, Refusal
from lms.people.models import User

__all__ = ["ItemDecision", "NotACorrection", "NothingToRelease", "ReleasedMeanwhile", "release"]

NEW_CONTENT, CORRECTION = Edition.Kind.NEW_CONTENT, Edition.Kind.CORRECTION


class ReleasedMeanwhile(Refusal):
    """Another author, or another tab, was quicker."""


class NotACorrection(Refusal):
    """Learners part-way would meet another course."""


class NothingToRelease(Refusal):
    """Something has to be mended first, or nothing has changed."""


@dataclass(frozen=True)
class _Number:
    number: int
    correction: int


@transaction.atomic
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
    """
    if not course_page.permissions_for_user(by).can_publish():
        raise NotAllowed("Only the authors of a course can release it. You can copy it and make it your own.")
    course = _locked_course(course_page)
    newest = course.editions.newest_first().first()
    _refuse_if_overtaken(newest, expect)
    compiled = compile_course(course_page)
    before = read_edition(newest) if newest else None
    _refuse_if_unfit(course_page, before, compiled, kind)
    edition = _write(course, compiled, before, newest, kind=kind, note=note, by=by, at=at)
    keep_decisions(decisions, course=course, compiled=compiled, by=by, at=at)
    audit.record(action="course.released", by=by, at=at, about=edition, detail={"edition": edition.name})
    return edition


def _locked_course(course_page: CoursePage) -> Course:
    """Made at the first release. The page is locked first, so that two first releases wait for each other."""
    CoursePage.objects.select_for_update().get(pk=course_page.pk)
    course = Course.objects.select_for_update().filter(key=course_page.translation_key).first()
    return course or Course.objects.create(
        key=course_page.translation_key, slug=_free_slug(course_page), title=course_page.title
    )


def _free_slug(course_page: CoursePage) -> str:
    """The page's own, unless an older course that is no longer written has it."""
    wanted = slugify(course_page.slug)[:190] or "course"
    slug, number = wanted, 1
    while Course.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _refuse_if_overtaken(newest: Edition | None, expect: str | None) -> None:
    name = newest.name if newest else ""
    if expect is not None and expect != name:
        raise ReleasedMeanwhile(
            f"Edition {name} was released while you were looking at this page. "
            "Look again at what your release would change now."
            if name
            else "Things changed while you were looking at this page. Look again."
        )


def _refuse_if_unfit(course_page: CoursePage, before: Compiled | None, after: Compiled, kind: str) -> None:
    to_mend = [finding for finding in check_release(course_page) if finding.mend_first]
    if to_mend:
        first = to_mend[0]
        raise NothingToRelease(f"Mend this first, in “{first.where}”: {first.words}")
    if same(before, after):
        raise NothingToRelease("Nothing has changed since the last edition, so there is nothing to release.")
    if kind == CORRECTION:
        reasons = why_no_correction(before, after) if before else ["There is no edition to correct yet."]
        if reasons:
            raise NotACorrection(
                f"This is more than a correction: {' '.join(reasons)} Release it as new content."
            )


def _write(
    course: Course,
    compiled: Compiled,
    before: Compiled | None,
    newest: Edition | None,
    *,
    kind: str,
    note: str,
    by: User,
    at: datetime,
) -> Edition:
    to_be = _next(newest, kind)
    edition = Edition.objects.create(
        course=course,
        number=to_be.number,
        correction=to_be.correction,
        kind=kind,
        title=compiled.title,
        summary=compiled.summary,
        minutes=compiled.minutes,
        participatory_minutes=compiled.participatory_minutes,
        about=compiled.about,
        outline=compiled.outline(),
        note=note.strip(),
        changes=changes(before, compiled),
        digest=frozen.digest_of([compiled.title, compiled.summary, compiled.about, compiled.outline()]),
        released_at=at,
        released_by=by,
    )
    Activity.objects.bulk_create(_activities(edition, compiled))
    Course.objects.filter(pk=course.pk).update(title=compiled.title)
    return edition


def _next(newest: Edition | None, kind: str) -> _Number:
    if newest is None:
        return _Number(1, 0)
    if kind == CORRECTION:
        return _Number(newest.number, newest.correction + 1)
    return _Number(newest.number + 1, 0)


def _activities(edition: Edition, compiled: Compiled) -> list[Activity]:
    return [
        Activity(
            edition=edition,
            key=activity.key,
            kind=activity.kind,
            position=position,
            module_title=activity.module,
            title=activity.title,
            minutes=activity.minutes,
            optional=activity.optional,
            body=activity.body,
            digest=activity.digest,
        )
        for position, activity in enumerate(compiled.activities)
    ]
