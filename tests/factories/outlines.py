"""Outlines and quizzes as plain values, with keys that can be read: no rows."""

from typing import Any

from courses.rules.outline import Outline
from courses.rules.quiz import Quiz
from tests.factories.courses import a_quiz_body


def an_outline(*modules: list[dict[str, Any]], title: str = "A course") -> Outline:
    return Outline.read(
        title, [{"title": f"Module {n}", "activities": list(module)} for n, module in enumerate(modules, 1)]
    )


def a_lesson(
    key: str, *, digest: str = "", optional: bool = False, minutes: int = 10, objectives: Any = ()
) -> dict[str, Any]:
    return {"key": key, "kind": "lesson", "title": key.upper(), "minutes": minutes, "optional": optional,
            "digest": digest or key, "objectives": list(objectives)}  # fmt: skip


def a_quiz(key: str = "quiz", *, digest: str = "") -> dict[str, Any]:
    return {"key": key, "kind": "quiz", "title": "The quiz", "minutes": 8, "optional": False,
            "digest": digest or key, "items": 9}  # fmt: skip


def a_question(key: str, *, kind: str = "single-choice", **fields: Any) -> dict[str, Any]:
    """Its key is also the first letter of its answers' keys: of “q” are q1, which is right, and q2."""
    options = [
        {"key": f"{key}{n}", "text": f"<p>Answer {n}</p>", "right": n == 1, "why": f"<p>Why {n}.</p>"}
        for n in (1, 2)
    ]
    question = {"key": key, "kind": kind, "stem": f"<p>Stem {key}</p>", "options": options,
                "explanation": f"<p>Because {key}.</p>", "objective": None, "source": None}  # fmt: skip
    return question | fields


def questions(*items: dict[str, Any], **fields: Any) -> Quiz:
    return Quiz.thaw(a_quiz_body(list(items), **fields))
