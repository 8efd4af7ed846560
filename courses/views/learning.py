"""What somebody is learning: all courses at a glance, one course's parts, moving and leaving."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses import actions
from courses.actions.joining import unsent_attempt
from courses.queries import frozen, listing
from courses.queries.listing import Learning
from courses.rules.moving import compare
from courses.rules.outline import Part
from courses.rules.places import Addresses, outline_place
from courses.rules.words import counted, minutes
from courses.views.course import next_step
from courses.views.standing import Standing, standing
from lms.core.templatetags.words import uk_date

OFFERED_MINUTES = (5, 10, 15)
FIRST_CHOICE = 6  # courses shown to somebody who has not begun any


@require_safe
def my_learning(request: HttpRequest) -> HttpResponse:
    """“Carry on” first; ``?minutes=10`` lists what fits into that time."""
    courses = listing.learning(request.user)
    done = listing.done(request.user)
    first = next((card(course) for course in courses if course.sheet.next_to_do(course.finished)), None)
    return render(
        request,
        "courses/my_learning.html",
        {
            "carry_on": first,
            "part_way": [row(course) for course in courses],
            "time": short_of_time(courses, request.GET.get("minutes", "")),
            "offered": OFFERED_MINUTES,
            "to_choose": [] if courses or done else listing.catalogue()[:FIRST_CHOICE],
            "done": done,
            "done_rows": [(each.course.title, each.course.slug, uk_date(each.completed_on)) for each in done],
        },
    )


def card(course: Learning) -> dict[str, Any]:
    upcoming = _upcoming(course)
    return {
        "title": upcoming.title,
        "href": _addresses(course).activity(upcoming.key),
        "course": course.sheet.title,
        "minutes": upcoming.minutes,
        "done": course.sheet.done(course.finished),
        "total": len(course.sheet.parts),
    }


def row(course: Learning) -> dict[str, Any]:
    done, total = course.sheet.done(course.finished), len(course.sheet.parts)
    left = course.sheet.minutes_left(course.finished)
    return {
        "title": course.sheet.title,
        "href": f"/learn/{course.enrolment_id}/",
        "done": done,
        "total": total,
        "words": f"{done} of {counted(total, 'part')} finished, {minutes(left)} left",
    }


def short_of_time(courses: list[Learning], asked: str) -> dict[str, Any] | None:
    """Unfinished parts that fit into so many minutes."""
    limit = next((offered for offered in OFFERED_MINUTES if asked == str(offered)), None)
    if limit is None:
        return None
    fitting = [
        {
            "title": part.title,
            "href": _addresses(course).activity(part.key),
            "words": f"{part.kind_in_words}, {minutes(part.minutes)}, in {course.sheet.title}",
        }
        for course in courses
        for part in course.sheet.parts
        if part.minutes <= limit and part.key not in course.finished
    ]
    return {"minutes": limit, "parts": fitting[:6]}


@require_safe
def outline(request: HttpRequest, enrolment: int) -> HttpResponse:
    here = standing(request, enrolment)
    place = outline_place(
        here.sheet,
        finished=here.finished,
        addresses=here.addresses,
        is_open=here.enrolment.is_open,
        note=here.note,
    )
    shown = {
        "place": place,
        "enrolment": here.enrolment,
        "completion": here.completion,
        "moving": _moving(here),
    }
    return render(request, "courses/outline.html", shown)


@require_POST
def move(request: HttpRequest, enrolment: int) -> HttpResponse:
    here = standing(request, enrolment)
    moved = actions.move(enrolment=here.enrolment, by=request.user, at=timezone.now())
    return redirect(next_step(moved))


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, enrolment: int) -> HttpResponse:
    here = standing(request, enrolment)
    if request.method == "POST":
        actions.leave(enrolment=here.enrolment, by=request.user, at=timezone.now())
        messages.success(request, f"You have left “{here.sheet.title}”. What you finished is kept.")
        return redirect("courses:my_learning")
    shown = {
        "title": here.sheet.title,
        "back": here.addresses.outline,
        "unsent": unsent_attempt(here.enrolment),
    }
    return render(request, "courses/leave.html", shown)


def _moving(here: Standing) -> str:
    """What a newer edition would mean; empty when there is none. Two statements."""
    if not here.enrolment.is_open:
        return ""
    newest = listing.newest_edition_of(here.enrolment.course_id)
    if newest.number <= here.enrolment.edition_number:
        return ""
    return compare(here.sheet, frozen.sheet(newest.pk, newest.digest), here.finished).sentence()


def _upcoming(course: Learning) -> Part:
    upcoming = course.sheet.next_to_do(course.finished)
    assert upcoming is not None
    return upcoming


def _addresses(course: Learning) -> Addresses:
    return Addresses(f"/learn/{course.enrolment_id}/")
