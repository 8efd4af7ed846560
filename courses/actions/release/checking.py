"""What to look at before a course is released, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wagtail.models import Page

from cms.blocks import Finding
from cms.blocks.picture import findings_in_picture
from courses.models.authoring import ActivityPage, CoursePage
from courses.models.authoring.manuscript import Manuscript
from courses.models.authoring.state import READY
from courses.rules.compiled import Compiled
from courses.rules.withdrawing import coming_back
from lms.core.printing import complaint_of


@dataclass(frozen=True)
class CourseFinding:
    """Something to mend first, or worth a look, and the page or question where it is."""

    words: str
    where: str
    mend_first: bool
    page: int | None = None
    question: int | None = None


def check_release(manuscript: Manuscript, *, drafts: bool = False) -> list[CourseFinding]:
    """Those that have to be mended come first. ``drafts`` looks at what is not ready yet as well."""
    found = list(_about_course(manuscript, drafts=drafts))
    with manuscript.following_links():
        for _, part in manuscript.parts(drafts=drafts):
            if part.live or drafts:
                found += _in_part(part, drafts=drafts)
    return sorted(found, key=lambda finding: not finding.mend_first)


def check_withdrawn(before: Compiled | None, after: Compiled) -> list[CourseFinding]:
    """Blocks that were withdrawn from the one edition, and would be back with the next."""
    found = list(coming_back(before, after)) if before else []
    pages = dict(
        Page.objects.filter(translation_key__in=[activity.key for activity, _ in found]).values_list(
            "translation_key", "pk"
        )
        if found
        else ()
    )
    return [
        CourseFinding(
            f"This was withdrawn, and would be back: “{block.words}” Change it, or take it out.",
            activity.title,
            True,
            page=pages.get(UUID(activity.key)),
        )
        for activity, block in found
    ]


def not_ready(manuscript: Manuscript) -> list[Any]:
    """Pages and questions with changes that are not marked ready: taken in only if one says so."""
    parts = [part for _, part in manuscript.parts()]
    pages = [manuscript.page, *(module for module, _ in manuscript.modules), *parts]
    drafted = (question for part in parts for question in part.as_drafted().questions())
    questions = {question.pk: question for question in drafted}
    return [row for row in [*pages, *questions.values()] if row.state != READY]


def _about_course(manuscript: Manuscript, *, drafts: bool) -> Iterator[CourseFinding]:
    course = manuscript.course(drafts=drafts)

    def said(words: str, mend_first: bool = False) -> CourseFinding:
        return CourseFinding(words, course.title, mend_first, page=course.pk)

    parts = [part for _, part in manuscript.parts(drafts=drafts) if drafts or part.live]
    if not parts:
        yield said("There is nothing to learn yet: no part of it is ready.", True)
    elif all(part.optional for part in parts):
        yield said("Every part is optional, so the course would be completed by joining it.", True)
    if not course.summary:
        yield said("It does not say in one sentence what it is.", True)
    if not course.objectives.all():
        yield said("It has no objectives.", True)
    if not course.for_whom:
        yield said("It does not say for whom it is.")
    for finding in (*_about_printing(course), *_about_picture(course), *_about_samples(parts)):
        yield said(finding.words, finding.mend_first)
    if not course.reviewer_name:
        yield said("Nobody is named who reviewed it. Certificates will say so.")
    if not course.review_due_on:
        yield said("It does not say when it will be reviewed next.")


def _about_samples(parts: list[ActivityPage]) -> list[Finding]:
    marked = [f"“{part.title}”" for part in parts if part.is_sample]
    if len(marked) < 2:
        return []
    return [Finding(f"Only one lesson can be the open sample: {' and '.join(marked)} are marked.", True)]


def _about_printing(course: CoursePage) -> list[Finding]:
    """What stands on certificates and cannot be printed there."""
    printed = (course.title, *(objective.text for objective in course.objectives.all()))
    return [Finding(complaint, mend_first=True) for words in printed if (complaint := complaint_of(words))]


def _about_picture(course: CoursePage) -> list[Finding]:
    if course.picture is None:
        return []
    no_words = Finding("Its picture has no words for those who do not see it.", True)
    return [*findings_in_picture(course.picture), *([] if course.picture_alt else [no_words])]


def _in_part(part: ActivityPage, *, drafts: bool) -> Iterator[CourseFinding]:
    for each in part.findings(drafts=drafts):
        page = None if each.question else part.pk
        yield CourseFinding(each.words, part.title, each.mend_first, page=page, question=each.question)
