"""Courses to measure with: lessons and quizzes of ordinary length, made directly in their frozen form."""

import hashlib
import json
import uuid
from datetime import datetime
from typing import Any

from courses.models import Activity, Course, Edition
from lms.people.models import User

LESSONS, ITEMS = 9, 10
SENTENCES = (
    "A baby looks up, and somebody looks back.",
    "What happens next, a hundred times a day, is how a mind begins.",
    "Nobody gets it right each time, and nobody has to.",
    "Being out of step is ordinary; coming back together is what counts.",
    "Write what you saw and heard, and leave the labels out.",
    "If you are worried, talk to a colleague the same day.",
)


def make_course(number: int, *, by: User, at: datetime) -> Edition:
    """A course of nine lessons and a quiz of ten questions, released once."""
    title = f"Course {number} of the benchmark"
    course = Course.objects.create(key=_key(number), slug=f"bench-{number}", title=title)
    rows = [_activity(number, position) for position in range(LESSONS + 1)]
    edition = Edition.objects.create(
        course=course,
        number=1,
        kind=Edition.Kind.NEW_CONTENT,
        title=title,
        summary=SENTENCES[number % len(SENTENCES)],
        minutes=sum(row.minutes for row in rows),
        about=_about(number),
        outline=[
            {"title": f"Module {n + 1}", "activities": [_outlined(row) for row in rows[n * 3 : n * 3 + 3]]}
            for n in range((LESSONS + 3) // 3)
        ],
        digest=_digest([row.digest for row in rows]),
        released_at=at,
        released_by=by,
    )
    for row in rows:
        row.edition = edition
    Activity.objects.bulk_create(rows)
    return edition


def _key(*parts: object) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_OID, "-".join(str(part) for part in parts))


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _activity(course: int, position: int) -> Activity:
    is_last = position == LESSONS
    body = _quiz(course) if is_last else _lesson(course, position)
    return Activity(
        key=_key(course, position),
        kind="quiz" if is_last else "lesson",
        position=position,
        module_title=f"Module {position // 3 + 1}",
        title="Check what you know" if is_last else f"Lesson {position + 1}: {SENTENCES[position % 6][:40]}",
        minutes=8,
        body=body,
        digest=_digest(body),
    )


def _outlined(row: Activity) -> dict[str, Any]:
    outlined: dict[str, Any] = {
        "key": str(row.key),
        "kind": row.kind,
        "title": row.title,
        "minutes": row.minutes,
        "optional": False,
        "digest": row.digest,
    }
    if "items" in row.body:
        outlined |= {"items": ITEMS, "needed": 8}
    return outlined


def _about(number: int) -> dict[str, Any]:
    return {
        "format": 1,
        "for_whom": "Everybody who meets babies.",
        "level": "Awareness",
        "content_note": "",
        "label": "",
        "objectives": [{"key": str(_key(number, "aim", n)), "text": SENTENCES[n]} for n in range(4)],
        "sources": [],
        "picture": None,
        "reviewer": None,
        "review_due_on": None,
        "authors": ["A benchmark"],
    }


def _paragraphs(course: int, start: int, count: int) -> str:
    """About ninety words each, different from course to course and lesson to lesson."""
    return "".join(
        f"<p>{course}.{start}.{n} " + " ".join(SENTENCES[(start + n + k) % 6] for k in range(9)) + "</p>"
        for n in range(count)
    )


def _lesson(course: int, position: int) -> dict[str, Any]:
    blocks: list[dict[str, Any]] = []
    for part in range(4):
        heading = f'<h2 id="part-{part}">Part {part + 1}</h2>'
        blocks.append({"kind": "text", "html": heading + _paragraphs(course, position + part, 2)})
    blocks.insert(
        2, {"kind": "key-fact", "text": "<p>Two hundred times a day.</p>", "html": "", "source": None}
    )
    blocks.append({"kind": "reflection", "prompt": "When did you last see a repair?"})
    return {"format": 1, "blocks": blocks}


def _quiz(course: int) -> dict[str, Any]:
    return {
        "format": 1,
        "blocks": [{"kind": "text", "html": "<p>Ten questions.</p>"}],
        "pass_percent": 80,
        "attempts": 0,
        "shuffle": True,
        "items": [_item(course, n) for n in range(ITEMS)],
    }


def _item(course: int, number: int) -> dict[str, Any]:
    return {
        "key": str(_key(course, "item", number)),
        "kind": "single-choice",
        "stem": f"<p>{course}.{number} {SENTENCES[number % 6]} What helps?</p>",
        "options": [
            {
                "key": str(_key(course, "item", number, option)),
                "text": SENTENCES[(number + option) % 6],
                "right": option == 0,
                "why": f"<p>{SENTENCES[(number + option + 1) % 6]}</p>",
            }
            for option in range(4)
        ],
        "explanation": f"<p>{SENTENCES[(number + 2) % 6]}</p>",
        "objective": str(_key(course, "aim", number % 4)),
        "source": None,
    }
