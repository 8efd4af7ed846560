"""Correcting what people are on: today's text for an earlier edition, and withdrawing a block at once."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses import actions
from courses.actions.release import compile_course, read_edition
from courses.forms import typed
from courses.models import Course, Edition
from courses.models.authoring import CoursePage
from courses.models.authoring.manuscript import read_manuscript
from courses.queries.authoring import people_on
from courses.rules.patching import Difference, differences, patch
from courses.rules.withdrawing import ReleasedBlock, released_blocks
from courses.viewsets.access import for_trainers, own_course
from courses.viewsets.releasing import decisions_in, questions_to_decide
from courses.viewsets.tabs import show
from lms.core.words import listed

LONGEST_REASON = 300


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What everybody on that number sees."""
    page = own_course(request, pk)
    course = get_object_or_404(Course, key=page.translation_key)
    edition = next((each for each in course.editions.shown() if each.number == number), None)
    if edition is None:
        raise Http404
    if request.method != "POST":
        return _screen(request, page, course, edition)
    if request.POST.get("then") == "withdraw":
        _withdraw(request, page)
    else:
        _correct(request, page, number)
    return redirect("authoring:editions", page.pk)


def _withdraw(request: HttpRequest, page: CoursePage) -> None:
    made = actions.withdraw_blocks(
        course_page=page,
        digests=request.POST.getlist("block"),
        words=typed(request.POST.get("words", ""), most=LONGEST_REASON),
        by=request.user,
        at=timezone.now(),
    )
    names = listed([edition.name for edition in reversed(made)])
    messages.success(request, f"Withdrawn. Everybody sees edition {names} now, in place of what they had.")
    messages.info(request, "Take it out of the course as it is written, too: it cannot be released again.")


def _correct(request: HttpRequest, page: CoursePage, number: int) -> None:
    made = actions.correct_edition(
        course_page=page,
        number=number,
        activities=request.POST.getlist("activity"),
        by=request.user,
        at=timezone.now(),
        note=typed(request.POST.get("note", ""), most=500),
        expect=request.POST.get("expect", ""),
        decisions=decisions_in(request),
    )
    messages.success(request, f"Edition {made.name} is released. Everybody on edition {number} sees it now.")


@dataclass(frozen=True)
class _Part:
    """An activity with what can be withdrawn from it."""

    title: str
    blocks: list[ReleasedBlock]


def _screen(request: HttpRequest, page: CoursePage, course: Course, edition: Edition) -> HttpResponse:
    released, today = read_edition(edition), compile_course(read_manuscript(page))
    is_newest = edition.number == course.editions.newest_first().values_list("number", flat=True)[0]
    found = [] if is_newest else differences(released, today)
    parts = [_Part(each.title, released_blocks(each)) for each in released.activities]
    return show(
        request,
        "correct",
        page,
        "Editions",
        edition=edition,
        is_newest=is_newest,
        people=people_on(course).get(edition.number, 0),
        differences=[_offered(each, course, released, today) for each in found],
        parts=[part for part in parts if part.blocks],
        longest=LONGEST_REASON,
    )


def _offered(difference: Difference, course: Course, released: Any, today: Any) -> dict[str, Any]:
    after = patch(released, today, [difference.key])
    may = not difference.why_not
    return {
        "key": difference.key,
        "title": difference.title,
        "changes": difference.changes,
        "why_not": difference.why_not,
        "may": may,
        "right_changed": questions_to_decide(course, released, after) if may else [],
    }
