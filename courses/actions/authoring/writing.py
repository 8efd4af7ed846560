"""A whole course out of a manuscript: plain values, as somebody wrote them down elsewhere.

A manuscript is a mapping: ``title slug summary for_whom level content_note demonstration_label
participatory_minutes objectives[{key, text}] sources[{key, title, publisher, address, checked_on}]
modules[{title, lessons[…], quiz}] questions[…]``, a lesson ``title minutes objectives[] sources[]
blocks[]``, a quiz
``title introduction minutes pass_mark attempts shuffle questions[…]``. ``questions`` of the course
itself go into the
bank without being asked. Keys are names inside the manuscript only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from cms.models import Source
from courses.actions.authoring.authorship import add_author
from courses.actions.authoring.making import new_page, set_objectives, shelf
from courses.actions.authoring.readiness import mark_ready
from courses.actions.authoring.writing_blocks import stream_of
from courses.actions.authoring.writing_questions import write_question
from courses.models.authoring import (
    CoursePage,
    LessonPage,
    LessonSource,
    ModulePage,
    Objective,
    Question,
    QuizPage,
    QuizQuestion,
)
from lms.people.models import User

Values = Mapping[str, Any]
DEFAULT_PERCENT = 80


@dataclass
class Desk:
    """What is at hand while a manuscript is written out."""

    by: User
    read: Callable[[str], bytes]  # a picture or file by its name in the manuscript
    objectives: dict[str, Objective] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)


@transaction.atomic
def write_course(
    manuscript: Values, *, read: Callable[[str], bytes], by: User, at: datetime, ready: bool = True
) -> CoursePage:
    """Pages, questions, objectives and sources, all ready to be released unless ``ready`` is False."""
    course = new_page(_course_page(manuscript), beneath=shelf(), by=by)
    add_author(course_page=course, user=by, by=by, at=at)
    named = manuscript.get("objectives", [])
    written = set_objectives(course_page=course, texts=[(None, each["text"]) for each in named])
    desk = Desk(
        by,
        read,
        objectives={each["key"]: row for each, row in zip(named, written, strict=True)},
        sources={each["key"]: _source(each, by) for each in manuscript.get("sources", [])},
    )
    rows = [course]
    for module in manuscript["modules"]:
        rows += _write_module(course, module, desk)
    rows += [write_question(each, desk) for each in manuscript.get("questions", [])]
    if ready:
        mark_ready(*rows, by=by)
    return CoursePage.objects.get(pk=course.pk)


def _course_page(manuscript: Values) -> CoursePage:
    return CoursePage(
        title=manuscript["title"],
        slug=manuscript.get("slug", ""),
        summary=manuscript.get("summary", ""),
        for_whom=manuscript.get("for_whom", ""),
        level=manuscript.get("level", CoursePage.Level.AWARENESS),
        content_note=manuscript.get("content_note", ""),
        label=manuscript.get("demonstration_label", ""),
        participatory_minutes=manuscript.get("participatory_minutes", 0),
    )


def _source(named: Values, by: User) -> Source:
    """Used again where the same one is in the list already."""
    found = Source.objects.filter(title=named["title"], address=named.get("address", "")).first()
    return found or Source.objects.create(
        title=named["title"],
        publisher=named.get("publisher", ""),
        address=named.get("address", ""),
        checked_on=named.get("checked_on"),
        added_by=by,
    )


def _write_module(course: CoursePage, module: Values, desk: Desk) -> list[Any]:
    page = new_page(ModulePage(title=module["title"]), beneath=course, by=desk.by)
    rows = [page]
    for lesson in module.get("lessons", []):
        rows.append(_write_lesson(page, lesson, desk))
    if module.get("quiz"):
        rows += _write_quiz(page, module["quiz"], desk)
    return rows


def _write_lesson(module: ModulePage, lesson: Values, desk: Desk) -> LessonPage:
    page = LessonPage(
        title=lesson["title"],
        minutes=lesson.get("minutes"),
        optional=lesson.get("optional", False),
        body=stream_of(lesson["blocks"], desk.sources, desk.read),
    )
    new_page(page, beneath=module, by=desk.by)
    page.objectives = [desk.objectives[key] for key in lesson.get("objectives", [])]
    page.more_sources = [LessonSource(source=desk.sources[key]) for key in lesson.get("sources", [])]
    page.save_revision(user=desk.by)
    return page


def _write_quiz(module: ModulePage, quiz: Values, desk: Desk) -> list[QuizPage | Question]:
    questions = [write_question(each, desk) for each in quiz["questions"]]
    page = QuizPage(
        title=quiz["title"],
        minutes=quiz.get("minutes"),
        introduction=stream_of(quiz.get("introduction", ""), desk.sources, desk.read),
        pass_percent=percent_of(quiz.get("pass_mark"), len(questions)),
        attempts=quiz.get("attempts", 3),
        shuffle=quiz.get("shuffle", True),
    )
    new_page(page, beneath=module, by=desk.by)
    page.placements = [QuizQuestion(question=each, sort_order=at) for at, each in enumerate(questions)]
    page.save_revision(user=desk.by)
    return [*questions, page]


def percent_of(pass_mark: int | None, questions: int) -> int:
    """The share that asks for that many points: the usual one where it does."""
    if pass_mark is None or pass_mark == -(-DEFAULT_PERCENT * questions // 100):
        return DEFAULT_PERCENT
    return pass_mark * 100 // questions
