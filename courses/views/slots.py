"""What courses add to pages further up the river."""

from django.core.cache import caches
from django.http import HttpRequest
from django.template.loader import render_to_string

from courses.queries import listing
from lms.core.slots import fills

ON_THE_FRONT = 3
FRONT_SECONDS = 30  # a course that is released shows on the front page within this time


@fills("front_page")
def courses_in_front(request: HttpRequest, subject: object) -> str:
    """A few courses on the front page, the same for everybody. One statement, once in a while."""
    return str(caches["rendered"].get_or_set("front-courses", _courses_in_front, FRONT_SECONDS))


def _courses_in_front() -> str:
    courses = listing.catalogue()
    shown = {
        "courses": courses[:ON_THE_FRONT],
        "more": len(courses) > ON_THE_FRONT,
        "sample": next((course for course in courses if course.has_sample), None),
    }
    return render_to_string("courses/front.html", shown) if courses else ""
