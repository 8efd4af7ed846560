"""From pages and questions to plain values that hang on nothing, and from an edition to the same."""

from collections.abc import Iterator
from typing import Any

from cms.blocks.picture import freeze_picture
from cms.rules import frozen
from courses.models import Edition
from courses.models.authoring import CoursePage, LessonPage, ModulePage, QuizPage
from courses.rules.compiled import Compiled, CompiledActivity

Part = LessonPage | QuizPage


def compile_course(course_page: CoursePage, *, drafts: bool = False) -> Compiled:
    """Everything that is ready; with ``drafts`` also what is not, as it stands in the editor."""
    course = course_page.as_drafted() if drafts else course_page
    activities = tuple(
        _compile_part(module, part, drafts=drafts)
        for module, part in parts_of(course_page, drafts=drafts)
        if drafts or part.live
    )
    return Compiled(
        title=course.title,
        summary=course.summary,
        participatory_minutes=course.participatory_minutes,
        about=_about(course, activities),
        activities=activities,
    )


def parts_of(course_page: CoursePage, *, drafts: bool = False) -> Iterator[tuple[str, Part]]:
    """(title of its module, lesson or quiz), in order."""
    for module in ModulePage.objects.child_of(course_page).order_by("path"):
        title = module.as_drafted().title if drafts else module.title
        for part in module.get_children().specific().order_by("path"):
            yield title, part.as_drafted() if drafts else part


def _compile_part(module: str, part: Part, *, drafts: bool) -> CompiledActivity:
    if isinstance(part, QuizPage):
        kind, body = "quiz", part.compiled_body(drafts=drafts)
        minutes = part.minutes or max(1, len(body["items"]))
    else:
        kind, body = "lesson", part.compiled_body()
        minutes = part.minutes or frozen.minutes_to_read(body["blocks"])
    return CompiledActivity(
        key=str(part.translation_key),
        kind=kind,
        module=module,
        title=part.title,
        minutes=minutes,
        optional=part.optional,
        body=body,
        digest=frozen.digest_of(body),
        objectives=_objectives(part),
    )


def _objectives(part: Part) -> tuple[str, ...]:
    """What a lesson serves: so that a learner who missed a question is shown where to look again."""
    if isinstance(part, QuizPage):
        return ()
    return tuple(str(objective.key) for objective in part.objectives.all())


def _about(course: CoursePage, activities: tuple[CompiledActivity, ...]) -> dict[str, Any]:
    return {
        "format": frozen.FORMAT,
        "for_whom": course.for_whom,
        "level": course.level,
        "content_note": course.content_note,
        "label": course.label,
        "objectives": [objective.freeze() for objective in course.objectives.all()],
        "sources": _sources(activities),
        "picture": freeze_picture(course.picture, alt=course.picture_alt),
        "reviewer": _reviewer(course),
        "review_due_on": course.review_due_on.isoformat() if course.review_due_on else None,
        "authors": [author.user.name for author in course.authors.select_related("user")],
    }


def _sources(activities: tuple[CompiledActivity, ...]) -> list[dict[str, Any]]:
    """Of lessons and of questions, each once."""
    named = [
        {"source": source}
        for activity in activities
        for block in [*activity.body["blocks"], *activity.items]
        for source in [block.get("source"), *block.get("sources", [])]
        if source
    ]
    return frozen.sources_in(named)


def _reviewer(course: CoursePage) -> dict[str, Any] | None:
    if not course.reviewer_name:
        return None
    on = course.reviewed_on.isoformat() if course.reviewed_on else None
    return {"name": course.reviewer_name, "role": course.reviewer_role, "on": on}


def read_edition(edition: Edition) -> Compiled:
    """The same values, out of what was released: so that editions are compared with like."""
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
            for row in edition.activities.order_by("position")
        ),
    )
