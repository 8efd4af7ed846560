"""What trainers see of courses: where each stands, and how many people are on it. Never a name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from wagtail.models import Page

from courses.models import AttemptRequest, Course, Edition, Enrolment, Remarking
from courses.models.authoring import CoursePage, Question
from courses.models.authoring.activity import page_models
from courses.rules.outline import modules_of

COURSE_PATH = 12  # characters of a tree path that name a course: root, shelf, course


@dataclass(frozen=True)
class CourseRow:
    """A course in the list: ``edition`` is None before the first release."""

    page: CoursePage
    is_mine: bool
    edition: Edition | None
    is_changed: bool  # something in it is drafted and not ready
    touched_at: datetime | None
    part_way: int
    authors: list[str]


def course_rows(user: Any, pages: Iterable[CoursePage] | None = None) -> list[CourseRow]:
    """All courses, those changed last first."""
    found = CoursePage.objects.prefetch_related("authors__user").order_by("-latest_revision_created_at", "pk")
    pages = list(found if pages is None else pages)
    courses = {
        course.key: course for course in Course.objects.filter(key__in=[p.translation_key for p in pages])
    }
    newest = newest_editions(course.pk for course in courses.values())
    touched = _touched(pages)
    part_way = dict(
        Enrolment.objects.open()
        .values_list("course")
        .annotate(people=Count("pk"))
        .values_list("course", "people")
    )
    rows = []
    for page in pages:
        course = courses.get(page.translation_key)
        edition = newest.get(course.pk) if course else None
        rows.append(
            CourseRow(
                page,
                is_mine=any(author.user_id == user.pk for author in page.authors.all()),
                edition=edition,
                is_changed=touched.get(page.path, (None, False))[1],
                touched_at=touched.get(page.path, (None, False))[0],
                part_way=part_way.get(course.pk, 0) if course else 0,
                authors=[author.user.name for author in page.authors.all()],
            )
        )
    return rows


def newest_editions(courses: Iterable[int]) -> dict[int, Edition]:
    found: dict[int, Edition] = {}
    light = Edition.objects.filter(course__in=list(courses)).defer("about", "outline", "changes")
    for edition in light.newest_first():
        found.setdefault(edition.course_id, edition)
    return found


def _touched(pages: list[CoursePage]) -> dict[str, tuple[datetime, bool]]:
    """When anything in a course was last changed, and whether it has something not ready; by its path."""
    found: dict[str, tuple[datetime, bool]] = {}
    beneath = Page.objects.filter(depth__gte=3, latest_revision_created_at__isnull=False)
    for path, at, live, drafted in beneath.values_list(
        "path", "latest_revision_created_at", "live", "has_unpublished_changes"
    ):
        key = path[:COURSE_PATH]
        last, is_drafted = found.get(key, (at, False))
        found[key] = (max(at, last), is_drafted or drafted or not live)
    return found


def reviews_due(on: date) -> QuerySet[CoursePage]:
    """Courses whose next review is due, or that never named one, the oldest first."""
    return CoursePage.objects.filter(review_due_on__lte=on).order_by("review_due_on", "pk")


def course_of(page: CoursePage) -> Course | None:
    return Course.objects.filter(key=page.translation_key).first()


@dataclass(frozen=True)
class EditionRow:
    edition: Edition
    people: int  # part-way on that number
    is_shown: bool  # to those who are on that number: its latest correction
    is_newest: bool
    remarkings: list[Remarking]  # that came with it


def edition_rows(course: Course | None) -> list[EditionRow]:
    """Newest first, and how many are on which."""
    if course is None:
        return []
    on = people_on(course)
    editions = list(
        course.editions.newest_first().select_related("released_by").prefetch_related("remarkings")
    )
    shown = {each.number: each for each in reversed(editions)}
    return [
        EditionRow(
            each,
            on.get(each.number, 0) if each is shown[each.number] else 0,
            each is shown[each.number],
            each is editions[0],
            list(each.remarkings.all()),
        )
        for each in editions
    ]


def people_on(course: Course) -> dict[int, int]:
    """How many are part-way on which number."""
    part_way = Enrolment.objects.open().filter(course=course)
    counted = part_way.values_list("edition_number").annotate(people=Count("pk"))
    return dict(counted.values_list("edition_number", "people"))


def outstanding_remarkings(course: Course | None) -> list[Remarking]:
    """Of no edition: somebody ruled on a question without releasing."""
    return list(course.remarkings.outstanding().filter(edition=None).order_by("pk")) if course else []


def part_way(course: Course | None) -> int:
    return Enrolment.objects.open().filter(course=course).count() if course else 0


def attempt_requests(course: Course | None) -> list[dict[str, Any]]:
    """How many ask for another attempt, by quiz: ``{key, title, waiting}``."""
    if course is None:
        return []
    waiting = AttemptRequest.objects.filter(
        enrolment__course=course, granted_at=None, enrolment__ended_at=None
    )
    by_quiz = waiting.values_list("activity_key").annotate(people=Count("pk"))
    counted = dict(by_quiz.values_list("activity_key", "people"))
    titles = _titles(course, counted)
    return [
        {"key": key, "title": titles.get(key, "A quiz"), "waiting": count} for key, count in counted.items()
    ]


def requests_at(course: Course, activity_key: UUID) -> QuerySet[AttemptRequest]:
    return AttemptRequest.objects.filter(
        enrolment__course=course, activity_key=activity_key, granted_at=None, enrolment__ended_at=None
    )


def _titles(course: Course, keys: Iterable[UUID]) -> dict[UUID, str]:
    from_all = course.editions.order_by("number", "correction").values_list("outline", flat=True)
    named = {
        UUID(activity["key"]): activity["title"]
        for outline in from_all
        for module in modules_of(outline)
        for activity in module["activities"]
    }
    return {key: named[key] for key in keys if key in named}


def used_in() -> dict[int, list[str]]:
    """Titles of the activities that ask a question, by the question."""
    found: dict[int, list[str]] = {}
    placed = (used for model in page_models() for used in model.questions_used())
    for question, title in placed:
        found.setdefault(question, []).append(title)
    return found


def all_tags() -> list[str]:
    written = Question.objects.non_polymorphic().exclude(tags="").values_list("tags", flat=True)
    return sorted({tag for tags in written for tag in tags.split(", ")})
