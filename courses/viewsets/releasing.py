"""The editions of a course, and releasing the next."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.rules.clean_html import plain
from courses import actions
from courses.actions import authoring
from courses.actions.release import (
    CourseFinding,
    ItemDecision,
    check_release,
    compile_course,
    not_ready,
    read_edition,
)
from courses.forms import typed
from courses.models import Course, Edition, ItemRuling
from courses.models.authoring import CoursePage, Question
from courses.queries.authoring import attempt_requests, course_of, edition_rows, part_way, requests_at
from courses.rules.compiled import changes, right_changed, same, why_no_correction
from courses.viewsets.access import for_trainers, own_course, readable_course
from courses.viewsets.tabs import show

KINDS = {Edition.Kind.NEW_CONTENT.value, Edition.Kind.CORRECTION.value}
RULINGS = {kind.value for kind in ItemRuling.Kind}


@for_trainers
@require_safe
def editions(request: HttpRequest, pk: int) -> HttpResponse:
    page = readable_course(pk)
    course = course_of(page)
    return show(
        request,
        "editions",
        page,
        "Editions",
        rows=edition_rows(course),
        course=course,
        requests=attempt_requests(course),
    )


@for_trainers
@require_POST
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """One more attempt for everybody who asks at that quiz. No name is shown."""
    page = own_course(request, pk)
    course = get_object_or_404(Course, key=page.translation_key)
    asked = {str(each["key"]): each["key"] for each in attempt_requests(course)}
    key = asked.get(request.POST.get("quiz", ""))
    waiting = list(requests_at(course, key)) if key else []
    for each in waiting:
        actions.grant_attempt(request=each, by=request.user, at=timezone.now())
    messages.success(
        request, f"Given: one more attempt for {len(waiting)} {'person' if len(waiting) == 1 else 'people'}."
    )
    return redirect("authoring:editions", page.pk)


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, pk: int) -> HttpResponse:
    page = own_course(request, pk)
    if request.method != "POST":
        return _release_screen(request, page)
    taken = [row for row in not_ready(page) if _name(row) in request.POST.getlist("take_in")]
    authoring.mark_ready(*taken, by=request.user)
    if request.POST.get("then") != "release":
        messages.success(request, f"{len(taken)} taken in. Below is what the release would change now.")
        return redirect("authoring:release", page.pk)
    sent = request.POST.get("kind", "")
    edition = actions.release(
        course_page=CoursePage.objects.get(pk=page.pk),
        kind=sent if sent in KINDS else Edition.Kind.NEW_CONTENT,
        note=typed(request.POST.get("note", ""), most=500),
        by=request.user,
        at=timezone.now(),
        expect=request.POST.get("expect", ""),
        decisions=_decisions(request),
    )
    messages.success(request, f"Edition {edition.name} is released. Learners who join from now on meet it.")
    return redirect("authoring:editions", page.pk)


def _decisions(request: HttpRequest) -> list[ItemDecision]:
    sent = [
        (name.removeprefix("ruling-"), kind)
        for name, kind in request.POST.items()
        if name.startswith("ruling-")
    ]
    return [ItemDecision(item, kind) for item, kind in sent if kind in RULINGS]


def _release_screen(request: HttpRequest, page: CoursePage) -> HttpResponse:
    course = course_of(page)
    newest = course.editions.newest_first().first() if course else None
    before, after = read_edition(newest) if newest else None, compile_course(page)
    findings = check_release(page)
    no_correction = why_no_correction(before, after) if before else []
    return show(
        request,
        "release",
        page,
        "Editions",
        expect=newest.name if newest else "",
        changes=changes(before, after),
        is_same=same(before, after),
        waiting=[_waiting(row) for row in not_ready(page)],
        mend_first=[_found(each) for each in findings if each.mend_first],
        worth_a_look=[_found(each) for each in findings if not each.mend_first],
        part_way=part_way(course),
        no_correction=no_correction,
        next_number=(newest.number + 1) if newest else 1,
        correction_name=f"{newest.number}.{newest.correction + 1}" if newest else "",
        right_changed=_right_changed(before, after) if before else [],
        minutes=after.minutes,
        parts=len(after.activities),
    )


def _right_changed(before: Any, after: Any) -> list[dict[str, str]]:
    return [{"item": each.item, "stem": plain(each.stem)} for each in right_changed(before, after)]


def _name(row: Any) -> str:
    return f"{'question' if isinstance(row, Question) else 'page'}-{row.pk}"


def _waiting(row: Any) -> dict[str, str]:
    return {"name": _name(row), "text": _title(row), "state": row.state_words, "href": _place(row)}


def _title(row: Any) -> str:
    return str(row) if isinstance(row, Question) else row.get_admin_display_title()


def _place(row: Any) -> str:
    if isinstance(row, Question):
        return reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])
    return reverse("wagtailadmin_pages:edit", args=[row.pk])


def _found(finding: CourseFinding) -> dict[str, str]:
    if finding.question:
        href = _place(Question.objects.get(pk=finding.question))
    else:
        href = reverse("wagtailadmin_pages:edit", args=[finding.page])
    return {"words": finding.words, "where": finding.where, "href": href}
