"""From pages and questions to plain values that hang on nothing, and from an edition to the same."""

from collections.abc import Iterable
from typing import Any

from cms.blocks.picture import freeze_picture
from cms.rules import body_format
from courses.models import Edition
from courses.models.authoring import ActivityPage, CoursePage
from courses.models.authoring.manuscript import Manuscript
from courses.rules import about
from courses.rules.compiled import Compiled, CompiledActivity, sources_named


def compile_course(manuscript: Manuscript, *, drafts: bool = False) -> Compiled:
    """Everything that is ready; with ``drafts`` also what is not, as it stands in the editor. No statement
    that grows with it.
    """
    course = manuscript.course(drafts=drafts)
    parts = [each for each in manuscript.parts(drafts=drafts) if drafts or each[1].live]
    with manuscript.following_links():
        activities = tuple(_compile_part(module, part, drafts=drafts) for module, part in parts)
    return Compiled(
        title=course.title,
        summary=course.summary,
        participatory_minutes=course.participatory_minutes,
        about={**_about(course, activities), **_sample(part for _, part in parts)},
        activities=activities,
    )


def _compile_part(module: str, part: ActivityPage, *, drafts: bool) -> CompiledActivity:
    body = part.compiled_body(drafts=drafts)
    return CompiledActivity(
        key=str(part.translation_key),
        kind=part.kind,
        module=module,
        title=part.title,
        minutes=part.minutes or part.suggested_minutes(body),
        optional=part.optional,
        body=body,
        digest=body_format.digest_of(body),
        objectives=part.objectives_served(),
    )


def _about(course: CoursePage, activities: tuple[CompiledActivity, ...]) -> dict[str, Any]:
    return {
        "format": about.FORMAT,
        "for_whom": course.for_whom,
        "level": course.level,
        "content_note": course.content_note,
        "label": course.label,
        "objectives": [objective.freeze() for objective in course.objectives.all()],
        "sources": sources_named(activities),
        "picture": freeze_picture(course.picture, alt=course.picture_alt),
        "reviewer": _reviewer(course),
        "review_due_on": course.review_due_on.isoformat() if course.review_due_on else None,
        "authors": [author.user.name for author in course.authors.all()],
    }


def _sample(parts: Iterable[ActivityPage]) -> dict[str, str]:
    """The lesson that anybody may read, if one is marked."""
    marked = next((part for part in parts if part.is_sample), None)
    return {"sample": str(marked.translation_key)} if marked else {}


def _reviewer(course: CoursePage) -> dict[str, Any] | None:
    if not course.reviewer_name:
        return None
    on = course.reviewed_on.isoformat() if course.reviewed_on else None
    return {"name": course.reviewer_name, "role": course.reviewer_role, "on": on}


def read_edition(edition: Edition) -> Compiled:
    """The same values, out of what was released: so that editions are compared with like. Asks nothing of
    the database where the activities were read along with it.
    """
    outlined = {each["key"]: each for each in edition.outlined()}
    return Compiled(
        title=edition.title,
        summary=edition.summary,
        participatory_minutes=edition.participatory_minutes,
        about=edition.about,
        activities=tuple(
            CompiledActivity(
                key=str(row.key),
                kind=row.kind,
                module=row.module_title,
                title=row.title,
                minutes=row.minutes,
                optional=row.optional,
                body=row.body,
                digest=row.digest,
                objectives=tuple(outlined[str(row.key)].get("objectives", ())),
            )
            for row in sorted(edition.activities.all(), key=lambda row: row.position)
        ),
    )
