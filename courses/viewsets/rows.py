"""Courses in a list, and whether what is ready differs from what was released."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.core.cache import caches
from django.db.models import Max

from courses.actions.release import compile_course, read_edition
from courses.models import Edition
from courses.models.authoring import CoursePage, Question
from courses.queries.authoring import CourseRow, course_rows
from courses.rules.compiled import same


def rows_for(user: Any, pages: Iterable[CoursePage] | None = None) -> list[CourseRow]:
    """As ``course_rows``; also changed are those that would be released differently now."""
    rows = course_rows(user, pages)
    questions = Question.objects.non_polymorphic().aggregate(at=Max("latest_revision__created_at"))["at"]
    return [replace(row, is_changed=row.is_changed or _differs(row, questions)) for row in rows]


def _differs(row: CourseRow, questions: Any) -> bool:
    """Compared once per change of any page of the course, or of any question."""
    if row.edition is None:
        return False
    cache, key = (
        caches["rendered"],
        f"differs:{row.edition.pk}:{row.touched_at}:{questions}".replace(" ", "-"),
    )
    differs: bool | None = cache.get(key)
    if differs is None:
        differs = not same(read_edition(Edition.objects.get(pk=row.edition.pk)), compile_course(row.page))
        cache.set(key, differs)
    return differs
