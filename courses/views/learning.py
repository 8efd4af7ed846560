"""What somebody is learning: all courses at a glance, one course's parts, moving and leaving."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses import actions
from courses.actions.joining import unsent_attempt
from courses.queries import edition_cache, listing
from courses.queries.listing import Learning
from courses.rules.moving import compare
from courses.rules.outline import Part
from courses.rules.screens import Addresses, outline_screen
from courses.views.context import CourseContext, addresses_of, course_context
from courses.views.course import next_step
from lms.core.templatetags.words import uk_date
from lms.core.words import counted, minutes
from lms.people.rules.sight_words import TO_THE_PERSON
from lms.people.views.signed_in import SignedInRequest

OFFERED_MINUTES = (5, 10, 15)
FIRST_CHOICE = 6  # courses shown to somebody who has not begun any


@require_safe
def my_learning(request: SignedInRequest) -> HttpResponse:
    """“Carry on” first; ``?minutes=10`` lists what fits into that time."""
    courses = listing.learning(request.user)
    done = listing.done(request.user)
    first = next((card(course) for course in courses if course.outline.next_to_do(course.finished)), None)
    return render(
        request,
        "courses/my_learning.html",
        {
            "sight": TO_THE_PERSON,
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
        "key": course.outline.course_key,
        "title": upcoming.title,
        "href": _addresses(course).activity(upcoming.key),
        "course": course.outline.title,
        "minutes": upcoming.minutes,
        "done": course.outline.done(course.finished),
        "total": len(course.outline.parts),
    }


def row(course: Learning) -> dict[str, Any]:
    done, total = course.outline.done(course.finished), len(course.outline.parts)
    left = course.outline.minutes_left(course.finished)
    return {
        "key": course.outline.course_key,
        "title": course.outline.title,
        "href": f"/learn/{course.enrolment_id}/",
        "done": done,
        "total": total,
        "words": f"{done} of {counted(total, 'part')} finished, {minutes(left)} left",
    }


def short_of_time(courses: list[Learning], sent: str) -> dict[str, Any] | None:
    """Unfinished parts that fit into so many minutes."""
    limit = next((offered for offered in OFFERED_MINUTES if sent == str(offered)), None)
    if limit is None:
        return None
    fitting = [
        {
            "title": part.title,
            "href": _addresses(course).activity(part.key),
            "words": f"{part.kind_in_words}, {minutes(part.minutes)}, in {course.outline.title}",
        }
        for course in courses
        for part in course.outline.parts
        if part.minutes <= limit and part.key not in course.finished
    ]
    return {"minutes": limit, "parts": fitting[:6]}


@require_safe
def outline(request: SignedInRequest, enrolment: int) -> HttpResponse:
    context = course_context(request, enrolment)
    screen = outline_screen(
        context.outline,
        finished=context.finished,
        addresses=context.addresses,
        is_open=context.enrolment.is_open,
        note=context.note,
    )
    shown = {
        "screen": screen,
        "enrolment": context.enrolment,
        "completion": context.completion,
        "moving": _moving(context),
    }
    return render(request, "courses/outline.html", shown)


@require_POST
def move(request: SignedInRequest, enrolment: int) -> HttpResponse:
    context = course_context(request, enrolment)
    moved = actions.move(enrolment=context.enrolment, by=request.user, at=timezone.now())
    return redirect(next_step(moved))


@require_http_methods(["GET", "POST"])
def leave(request: SignedInRequest, enrolment: int) -> HttpResponse:
    context = course_context(request, enrolment)
    if request.method == "POST":
        actions.leave(enrolment=context.enrolment, by=request.user, at=timezone.now())
        messages.success(request, f"You have left “{context.outline.title}”. What you finished is saved.")
        return redirect("courses:my_learning")
    shown = {
        "title": context.outline.title,
        "back": context.addresses.outline,
        "unsent": unsent_attempt(context.enrolment),
    }
    return render(request, "courses/leave.html", shown)


def _moving(context: CourseContext) -> str:
    """What a newer edition would mean; empty when there is none. Two statements."""
    if not context.enrolment.is_open:
        return ""
    newest = listing.newest_edition_of(context.enrolment.course_id)
    if newest.number <= context.enrolment.edition_number:
        return ""
    return compare(
        context.outline, edition_cache.outline(newest.pk, newest.digest), context.finished
    ).sentence()


def _upcoming(course: Learning) -> Part:
    upcoming = course.outline.next_to_do(course.finished)
    assert upcoming is not None
    return upcoming


def _addresses(course: Learning) -> Addresses:
    return addresses_of(course.enrolment_id)
