"""Courses as trainers write them: pages, questions, and the people behind them."""

from itertools import count
from typing import Any

from courses.actions import release
from courses.actions.authoring import write_course
from courses.models import Edition
from courses.models.authoring import CoursePage
from lms.people.models import RoleHolding, User
from tests.factories import NOON, TODAY
from tests.factories.people import a_person

_numbers = count(1)


def a_trainer(name: str = "Tara Trainer") -> User:
    trainer = a_person(name)
    RoleHolding.objects.create(user=trainer, role="trainer", granted_at=NOON)
    return trainer


def a_question_in_words(stem: str = "", **fields: Any) -> dict[str, Any]:
    stem = stem or f"Which one fits best? ({next(_numbers)})"
    options = [
        {"key": "a", "text": "The right one", "right": True, "why": "It fits."},
        {"key": "b", "text": "Another one", "right": False, "why": "It does not fit."},
    ]
    question = {"kind": "single-choice", "stem": stem, "options": options, "explanation": "Because."}
    return {**question, "objective": "o", "source": "s", **fields}


def a_manuscript(*, lessons: int = 1, questions: int = 3, **fields: Any) -> dict[str, Any]:
    """A small course that can be released as it stands."""
    quiz = {"title": "Check what you know", "questions": [a_question_in_words() for _ in range(questions)]}
    written = [
        {
            "title": f"Lesson {number}",
            "minutes": 10,
            "objectives": ["o"],
            "blocks": [{"kind": "text", "html": "<h2>One</h2><p>Babies feel before they speak.</p>"}],
        }
        for number in range(1, lessons + 1)
    ]
    return {
        "title": f"Course {next(_numbers)}",
        "summary": "What a baby needs from us.",
        "for_whom": "Everyone who meets babies.",
        "objectives": [{"key": "o", "text": "Say what infant mental health is."}],
        "sources": [{"key": "s", "title": "Key concepts", "publisher": "A centre", "checked_on": TODAY}],
        "modules": [{"title": "Module 1", "lessons": written, "quiz": quiz if questions else None}],
        **fields,
    }


def a_course_page(*, by: User | None = None, ready: bool = True, **fields: Any) -> CoursePage:
    manuscript = a_manuscript(**fields)
    return write_course(manuscript, read=no_files, by=by or a_trainer(), at=NOON, ready=ready)


def a_released_course(*, by: User | None = None, **fields: Any) -> tuple[CoursePage, Edition]:
    trainer = by or a_trainer()
    page = a_course_page(by=trainer, **fields)
    return page, release(course_page=page, by=trainer, at=NOON)


def no_files(name: str) -> bytes:
    raise FileNotFoundError(name)
