"""An edition as rows: whose turn it is, which number it gets, and the one insert."""

from datetime import datetime
from typing import NamedTuple

from django.utils.text import slugify

from cms.rules import body_format
from courses.models import Activity, Course, Edition
from courses.models.authoring import CoursePage
from courses.rules.comparing import changes
from courses.rules.compiled import Compiled
from lms.people.models import User


class EditionNumber(NamedTuple):
    """3.1 is the first correction of edition 3."""

    number: int
    correction: int


def next_number(before: Edition | None, *, correction: bool) -> EditionNumber:
    """After the newest edition, or after the newest correction of the number that is corrected."""
    if before is None:
        return EditionNumber(1, 0)
    if correction:
        return EditionNumber(before.number, before.correction + 1)
    return EditionNumber(before.number + 1, 0)


def lock_course(course_page: CoursePage) -> Course:
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


def write_edition(
    course: Course,
    to_be: EditionNumber,
    compiled: Compiled,
    before: Compiled | None,
    *,
    note: str,
    by: User,
    at: datetime,
) -> Edition:
    """Insert it and its activities. The course is locked; ``before`` is what the sentences of change compare
    with.
    """
    edition = Edition.objects.create(
        course=course,
        number=to_be.number,
        correction=to_be.correction,
        kind=Edition.Kind.CORRECTION if to_be.correction else Edition.Kind.NEW_CONTENT,
        title=compiled.title,
        summary=compiled.summary,
        minutes=compiled.minutes,
        participatory_minutes=compiled.participatory_minutes,
        about=compiled.about,
        outline=compiled.outline(),
        note=note.strip(),
        changes=changes(before, compiled),
        digest=body_format.digest_of([compiled.title, compiled.summary, compiled.about, compiled.outline()]),
        released_at=at,
        released_by=by,
    )
    Activity.objects.bulk_create(_activities(edition, compiled))
    return edition


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
