"""Courses and their parts, by words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from modelsearch.backends import get_search_backend

from courses.models import Enrolment, Passage
from courses.queries import edition_cache
from courses.queries.own_learning import open_enrolments
from courses.rules.passages import Piece, asked_words, excerpt, weight

MOST_PASSAGES = 200
MOST_OF_A_COURSE = 3


@dataclass(frozen=True)
class Found:
    """A part of a course. ``enrolment_id``: on which the person who asks can open it."""

    title: str
    key: str
    excerpt: list[Piece]
    enrolment_id: int | None = None


@dataclass
class FoundCourse:
    course_id: int
    parts: list[Found] = field(default_factory=list)


def search(query: str, *, person: Any = None, among: Iterable[int]) -> list[FoundCourse]:
    """The best first, of these courses. Passages with every word; if there is none, with any of them.

    One statement (two where no passage has every word); two more for whoever is signed in.
    """
    asked = asked_words(query)
    if not asked:
        return []
    rows = _passages(asked, "and") or _passages(asked, "or")
    allowed = set(among)
    courses: dict[int, FoundCourse] = {}
    opened = _parts_opened(person) if person and rows else {}
    for row in rows:
        if row.course_id in allowed:
            course = courses.setdefault(row.course_id, FoundCourse(row.course_id))
            if row.activity_key and len(course.parts) < MOST_OF_A_COURSE:
                course.parts.append(_found(row, asked, opened))
    return list(courses.values())


def _passages(asked: Sequence[str], operator: str) -> list[Passage]:
    found = get_search_backend().search(" ".join(asked), Passage, operator=operator)[:MOST_PASSAGES]
    return sorted(found, key=lambda row: weight(asked, **_places(row)), reverse=True)


def _places(row: Passage) -> dict[str, str]:
    return {name: getattr(row, name) for name in ("title", "objectives", "headings", "text")}


def _found(row: Passage, asked: Sequence[str], opened: dict[str, int]) -> Found:
    key = str(row.activity_key)
    shown = excerpt(row.text, asked) or excerpt(row.objectives, asked)
    return Found(row.title, key, shown, opened.get(key))


def _parts_opened(person: Any) -> dict[str, int]:
    """By key of the part, the enrolment on whose edition it stands."""
    rows: list[Enrolment] = open_enrolments(person)
    outlines = edition_cache.outlines((row.edition_id, row.edition_digest) for row in rows)
    return {part.key: row.pk for row in rows for part in outlines[row.edition_id, row.edition_digest].parts}
