"""Courses in a list, and whether what is ready differs from what was released."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.core.cache import caches
from django.db.models import Max

from courses.actions.release import compile_course, read_edition
from courses.models import Edition
from courses.models.authoring import CoursePage, Question
from courses.models.authoring.manuscript import read_manuscripts
from courses.queries.authoring import CourseRow, course_rows
from courses.rules.comparing import same


def rows_for(user: Any, pages: Iterable[CoursePage] | None = None) -> list[CourseRow]:
    """As ``course_rows``; also changed are those that would be released differently now."""
    rows = course_rows(user, pages)
    differ = _that_differ([row for row in rows if row.edition and not row.is_changed])
    return [replace(row, is_changed=row.is_changed or row.page.pk in differ) for row in rows]


def _that_differ(rows: list[CourseRow]) -> set[int]:
    """Compared once per change of any page of the course, or of any question."""
    if not rows:
        return set()
    cache = caches["rendered"]
    questions = Question.objects.non_polymorphic().aggregate(at=Max("latest_revision__created_at"))["at"]
    keys = {row.page.pk: _key(row, questions) for row in rows}
    known = cache.get_many(keys.values())
    unknown = [row for row in rows if keys[row.page.pk] not in known]
    if unknown:
        found = _compare(unknown)
        cache.set_many({keys[pk]: differs for pk, differs in found.items()})
        known |= {keys[pk]: differs for pk, differs in found.items()}
    return {pk for pk, key in keys.items() if known[key]}


def _key(row: CourseRow, questions: Any) -> str:
    return f"differs:{row.edition.pk if row.edition else 0}:{row.touched_at}:{questions}".replace(" ", "-")


def _compare(rows: list[CourseRow]) -> dict[int, bool]:
    """By page, whether what is ready is not what was released; all of them read together."""
    manuscripts = read_manuscripts([row.page for row in rows])
    numbers = [row.edition.pk for row in rows if row.edition]
    editions = Edition.objects.prefetch_related("activities").in_bulk(numbers)
    ready = {pk: compile_course(manuscript) for pk, manuscript in manuscripts.items()}
    return {
        row.page.pk: not same(read_edition(editions[row.edition.pk]), ready[row.page.pk])
        for row in rows
        if row.edition
    }
