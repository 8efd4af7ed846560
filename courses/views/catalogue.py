"""What there is to learn."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.queries import listing
from courses.queries.listing import Listed
from lms.core.text import searchable

AT_ONCE = 24
MINUTES = (15, 30, 60)


@login_not_required
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every course that can be joined, or those filters for. A filter that makes no sense is none."""
    filters = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "level", "minutes")}
    every = listing.catalogue()
    found = [course for course in every if fits(course, **filters)]
    page = Paginator(found, AT_ONCE).get_page(request.GET.get("page"))
    states = listing.courses_of(request.user) if request.user.is_authenticated else {}
    shown = [(course, states.get(course.course_id, "")) for course in page]
    return render(
        request,
        "courses/catalogue.html",
        {
            "filters": filters,
            "levels": sorted({course.level for course in every if course.level}),
            "minutes_offered": [str(minutes) for minutes in MINUTES],
            "page": page,
            "shown": shown,
            "is_filtered": any(filters.values()),
        },
    )


def fits(course: Listed, *, q: str, level: str, minutes: str) -> bool:
    words = searchable(f"{course.title} {course.summary}")
    return (
        all(word in words for word in searchable(q).split())
        and level in ("", course.level)
        and (not minutes.isdecimal() or course.minutes <= int(minutes))
    )
