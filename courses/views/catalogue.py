"""What there is to learn."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.queries import listing, searching
from courses.queries.listing import Listed
from courses.queries.searching import Found
from lms.core.text import one_line, searchable

AT_ONCE = 24
MINUTES = (15, 30, 60)
FILTERS_FROM = 8  # courses; fewer are looked through at a glance
#: As in the competency framework of AiMH UK: everyone; direct work; supervising and leading.
LEVELS = (
    ("Awareness", "For everyone who meets babies, young children or their families."),
    ("Practice", "For those who work directly with families."),
    ("Specialist", "For those who supervise, lead or work in a specialist team."),
)


@login_not_required
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every course that can be joined, or those filters for. A filter that makes no sense is none."""
    filters = {name: one_line(request.GET.get(name, ""))[:100] for name in ("q", "level", "minutes")}
    every = listing.catalogue()
    person = request.user if request.user.is_authenticated else None
    found = searched(every, filters["q"], person)
    found = [each for each in found if fits(each.course, level=filters["level"], minutes=filters["minutes"])]
    page = Paginator(found, AT_ONCE).get_page(request.GET.get("page"))
    states = listing.courses_of(request.user) if request.user.is_authenticated else {}
    shown = [(each.course, states.get(each.course.course_id, ""), each.parts) for each in page]
    return render(
        request,
        "courses/catalogue.html",
        {
            "filters": filters,
            "levels": sorted({course.level for course in every if course.level}),
            "levels_explained": LEVELS,
            "has_filters": len(every) >= FILTERS_FROM or any(filters[name] for name in ("level", "minutes")),
            "minutes_offered": [str(minutes) for minutes in MINUTES],
            "page": page,
            "shown": shown,
            "found_parts": [(each.course, each.parts) for each in page if each.parts],
            "is_filtered": any(filters.values()),
        },
    )


@dataclass(frozen=True)
class Hit:
    """A course, and the parts of it in which the words were found."""

    course: Listed
    parts: list[Found]


def searched(every: list[Listed], q: str, person: Any) -> list[Hit]:
    """Those with the words in title or sentence first, by title; then those that say them further in.

    A part of a word is enough in the title. Nothing asked for: every course.
    """
    if not q:
        return [Hit(course, []) for course in every]
    by_index = searching.search(q, person=person, among=[course.course_id for course in every])
    parts = {each.course_id: each.parts for each in by_index}
    courses = {course.course_id: course for course in every}
    named = [course.course_id for course in every if is_named(course, q)]
    order = dict.fromkeys([*named, *parts])
    return [Hit(courses[pk], parts.get(pk, [])) for pk in order]


def is_named(course: Listed, q: str) -> bool:
    words = searchable(f"{course.title} {course.summary}")
    return all(word in words for word in searchable(q).split())


def fits(course: Listed, *, level: str, minutes: str) -> bool:
    return level in ("", course.level) and (not minutes.isdecimal() or course.minutes <= int(minutes))
