"""A whole course out of a manuscript: plain values, as somebody wrote them down elsewhere.

A manuscript is a mapping: ``title slug summary for_whom level content_note demonstration_label
participatory_minutes objectives[{key, text}] sources[{key, title, publisher, address, checked_on}]
modules[{title, …}] questions[…]``. A module has its activities under what their kind is ``written_as``:
``lessons[…]`` and ``quiz``; what an entry may say is told by ``read_in`` of the kind's page. ``questions`` of
the course itself go into the bank without being asked. Keys are names inside the manuscript only.
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
from courses.models.authoring import ActivityPage, CoursePage, ModulePage, Objective, Question
from courses.models.authoring.activity import page_models
from lms.people.models import User

Values = Mapping[str, Any]


@dataclass
class Desk:
    """What is at hand while a manuscript is written out."""

    by: User
    read: Callable[[str], bytes]  # a picture or file by its name in the manuscript
    objectives: dict[str, Objective] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)

    def stream(self, blocks: Any) -> Any:
        """Blocks of the manuscript as the value of a StreamField."""
        return stream_of(blocks, self)

    def question(self, written: Values) -> Question:
        """A question of the manuscript as a draft in the bank."""
        return write_question(written, self)


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
    for model in page_models():
        for written in _entries(module.get(model.written_as)):
            rows += _write_activity(page, model, written, desk)
    return rows


def _entries(written: Any) -> list[Values]:
    """One, several or none."""
    return written if isinstance(written, list) else [written] if written else []


def _write_activity(module: ModulePage, model: type[ActivityPage], written: Values, desk: Desk) -> list[Any]:
    """Its draft, after the rows that were made for it."""
    page = new_page(model.read_in(written, desk), beneath=module, by=desk.by)
    rows = page.attach(written, desk)
    page.save_revision(user=desk.by)
    return [*rows, page]
