"""Editions made directly in their frozen form, enrolments, and what happened on them."""

import uuid
from datetime import datetime
from itertools import count
from typing import Any

from courses.models import Activity, Course, Edition, Enrolment
from lms.people.models import User
from tests.factories import NOON
from tests.factories.people import a_person

_numbers = count(1)


def an_option(text: str, *, right: bool = False) -> dict[str, Any]:
    return {"key": str(uuid.uuid4()), "text": text, "right": right, "why": f"<p>Why {text}.</p>"}


def an_item(
    stem: str = "Which one?", *, kind: str = "single-choice", right: int = 1, wrong: int = 2
) -> dict[str, Any]:
    """An item in its frozen form, with that many right and wrong options, right ones first."""
    options = [an_option(f"right {n}", right=True) for n in range(right)]
    options += [an_option(f"wrong {n}") for n in range(wrong)]
    return {
        "key": str(uuid.uuid4()),
        "kind": kind,
        "stem": f"<p>{stem}</p>",
        "options": options,
        "explanation": "<p>Because.</p>",
        "objective": None,
        "source": None,
    }


def a_lesson_body(html: str = "<h2 id='one'>One</h2><p>Babies feel before they speak.</p>") -> dict[str, Any]:
    return {"format": 1, "blocks": [{"kind": "text", "html": html}]}


def a_quiz_body(items: list[dict[str, Any]] | None = None, **fields: Any) -> dict[str, Any]:
    body = {"format": 1, "blocks": [], "pass_percent": 80, "attempts": 3, "shuffle": False}
    return body | {"items": items or [an_item(f"Question {n}") for n in range(1, 4)]} | fields


def an_edition(
    *,
    lessons: int = 1,
    lesson: dict[str, Any] | None = None,
    quiz: dict[str, Any] | None = None,
    course: Course | None = None,
    by: User | None = None,
    at: datetime = NOON,
    number: int = 1,
    correction: int = 0,
    title: str = "",
) -> Edition:
    """A released edition: that many lessons of ten minutes, the first open to all; a quiz unless False."""
    title = title or (course.title if course else f"Course {next(_numbers)}")
    course = course or Course.objects.create(
        key=uuid.uuid4(), slug=f"course-{uuid.uuid4().hex[:8]}", title=title
    )
    planned = [("lesson", f"Lesson {n}", lesson or a_lesson_body()) for n in range(1, lessons + 1)]
    if quiz is not False:
        planned.append(("quiz", "Check what you know", quiz or a_quiz_body()))
    rows = [_activity(position, *plan) for position, plan in enumerate(planned)]
    edition = Edition.objects.create(
        course=course,
        number=number,
        correction=correction,
        kind=Edition.Kind.CORRECTION if correction else Edition.Kind.NEW_CONTENT,
        title=title,
        summary="What a baby needs from us.",
        minutes=sum(row.minutes for row in rows),
        about=_about() | ({"sample": str(rows[0].key)} if lessons else {}),
        outline=[{"title": "Module 1", "activities": [_outlined(row) for row in rows]}],
        digest=uuid.uuid4().hex,
        released_at=at,
        released_by=by or a_person("Tara Trainer"),
    )
    for row in rows:
        row.edition = edition
    Activity.objects.bulk_create(rows)
    return edition


def _about() -> dict[str, Any]:
    return {
        "format": 1,
        "for_whom": "Everyone who meets babies.",
        "level": "Awareness",
        "content_note": "",
        "label": "",
        "objectives": [{"key": str(uuid.uuid4()), "text": "Say what infant mental health is."}],
        "sources": [],
        "picture": None,
        "reviewer": None,
        "review_due_on": None,
        "authors": [],
    }


def _activity(position: int, kind: str, title: str, body: dict[str, Any]) -> Activity:
    return Activity(
        key=uuid.uuid4(),
        kind=kind,
        position=position,
        module_title="Module 1",
        title=title,
        minutes=10,
        body=body,
        digest=uuid.uuid4().hex,
    )


def _outlined(row: Activity) -> dict[str, Any]:
    outlined = {
        "key": str(row.key),
        "kind": row.kind,
        "title": row.title,
        "minutes": row.minutes,
        "optional": row.optional,
        "digest": row.digest,
    }
    if row.kind == "quiz":
        outlined["items"] = len(row.body["items"])
    return outlined


def an_enrolment(
    *, learner: User | None = None, edition: Edition | None = None, at: datetime = NOON
) -> Enrolment:
    edition = edition or an_edition()
    return Enrolment.objects.create(
        learner=learner or a_person(), course=edition.course, edition_number=edition.number, enrolled_at=at
    )
