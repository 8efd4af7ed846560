"""Courses as they are listed and looked up: always the newest edition."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from courses.models import ActivityCompletion, Completion, Course, Edition, Enrolment
from courses.queries import edition_cache
from courses.queries.own_learning import open_enrolments
from courses.rules.about import About
from courses.rules.outline import Outline


@dataclass(frozen=True)
class Listed:
    """A course in the catalogue."""

    course_id: int
    key: str
    slug: str
    title: str
    summary: str
    minutes: int
    level: str
    picture: str
    has_sample: bool = False


def catalogue() -> list[Listed]:
    """Every course that can be joined, by title. One statement."""
    newest = Edition.objects.filter(course=OuterRef("course")).newest_first().values("pk")[:1]
    rows = (
        Edition.objects.filter(course__in=Course.objects.open(), pk=Subquery(newest))
        .order_by("title", "pk")
        .values_list("course_id", "course__key", "course__slug", "title", "summary", "minutes", "about")
    )
    return [
        Listed(course, str(key), slug, title, summary, minutes, *_shown(frozen))
        for course, key, slug, title, summary, minutes, frozen in rows
    ]


def _shown(frozen: Any) -> tuple[str, str, bool]:
    """Of what a course says about itself: level, address of the picture, and if a lesson of it is open."""
    about = About.thaw(frozen)
    return about.level, (about.picture or {}).get("src", ""), bool(about.sample)


def newest_edition(slug: str) -> Edition | None:
    """What the course page shows. One statement."""
    return Edition.objects.filter(course__slug=slug).select_related("course").newest_first().first()


def newest_edition_of(course_id: int) -> Edition:
    """What a place on that course could move to. One statement."""
    return Edition.objects.filter(course=course_id).newest_first()[0]


@dataclass(frozen=True)
class Learning:
    """A course that somebody is on."""

    enrolment_id: int
    outline: Outline
    finished: frozenset[str]
    touched_at: datetime  # when they last finished something, or joined


def learning(person: Any) -> list[Learning]:
    """Every open enrolment, the last touched first. Two statements, one more for editions not met before."""
    rows = open_enrolments(person)
    outlines = edition_cache.outlines((row.edition_id, row.edition_digest) for row in rows)
    touched = {row.pk: row.enrolled_at for row in rows}
    finished: dict[int, set[str]] = {pk: set() for pk in touched}
    for pk, key, at in _finished(touched):
        finished[pk].add(str(key))
        touched[pk] = max(touched[pk], at)
    courses = [
        Learning(
            row.pk, outlines[row.edition_id, row.edition_digest], frozenset(finished[row.pk]), touched[row.pk]
        )
        for row in rows
    ]
    return sorted(courses, key=lambda course: (course.touched_at, course.enrolment_id), reverse=True)


def _finished(enrolments: Iterable[int]) -> Iterable[tuple[int, Any, datetime]]:
    rows = ActivityCompletion.objects.filter(enrolment__in=list(enrolments))
    return rows.values_list("enrolment_id", "activity_key", "completed_at")


def done(person: Any) -> list[Completion]:
    """What somebody completed, the newest first, each with its course. One statement."""
    return list(Completion.objects.of_learner(person).select_related("course").latest_first())


def on_this_course(person: Any, course_id: int) -> tuple[Enrolment | None, Completion | None]:
    """The open enrolment, and the last completion. Two statements."""
    enrolment = Enrolment.objects.of_learner(person).open().filter(course=course_id).with_edition().first()
    last = Completion.objects.of_learner(person).filter(course=course_id).latest_first().first()
    return enrolment, last


def courses_of(person: Any) -> dict[int, str]:
    """By course: “under_way” or “completed”. One statement, for marking the catalogue."""
    rows = (
        Enrolment.objects.of_learner(person)
        .filter(Q(ended_at=None) | Q(completion__isnull=False))
        .order_by("enrolled_at")
        .values_list("course_id", "ended_at")
    )
    return {course: "completed" if ended else "under_way" for course, ended in rows}
