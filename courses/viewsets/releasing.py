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
    check_withdrawn,
    compile_course,
    not_ready,
    read_edition,
    why_not_left_out,
)
from courses.forms import typed
from courses.models import Course, Edition, ItemRuling
from courses.models.authoring import CoursePage, Question
from courses.models.authoring.manuscript import Manuscript, read_manuscript
from courses.queries.authoring import (
    attempt_requests,
    course_of,
    edition_rows,
    outstanding_remarkings,
    part_way,
    requests_at,
)
from courses.rules.comparing import changes, same
from courses.rules.compiled import Compiled
from courses.rules.correcting import RightChanged, right_changed, why_no_correction
from courses.rules.items import ACCEPT_ALSO, CREDIT_EVERYONE, LEAVE_OUT
from courses.viewsets.access import for_trainers, own_course, readable_course
from courses.viewsets.tabs import show

KINDS = {Edition.Kind.NEW_CONTENT.value, Edition.Kind.CORRECTION.value}
RULINGS = {kind.value for kind in ItemRuling.Kind}

#: “Was the old answer wrong?”
CHOICES = [
    (ACCEPT_ALSO, "No: both count", "Whoever met it as it was has it right with either answer."),
    (
        CREDIT_EVERYONE,
        "Yes, and it was our mistake: everybody gets the point",
        "Everybody who met it as it was, whatever they answered.",
    ),
    (
        LEAVE_OUT,
        "Yes: the question does not count for those who met it",
        "Marks are worked out without it, and what is needed to pass as well.",
    ),
]


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
        remarkings=outstanding_remarkings(course),
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
        request, f"One more attempt given to {len(waiting)} {'person' if len(waiting) == 1 else 'people'}."
    )
    return redirect("authoring:editions", page.pk)


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, pk: int) -> HttpResponse:
    page = own_course(request, pk)
    if request.method != "POST":
        return _release_screen(request, page)
    taken = _take_in(request, page)
    if request.POST.get("then") != "release":
        messages.success(request, f"{taken} included. Below is what the release would change now.")
        return redirect("authoring:release", page.pk)
    sent = request.POST.get("kind", "")
    edition = actions.release(
        course_page=CoursePage.objects.get(pk=page.pk),
        kind=sent if sent in KINDS else Edition.Kind.NEW_CONTENT,
        note=typed(request.POST.get("note", ""), most=500),
        by=request.user,
        at=timezone.now(),
        expect=request.POST.get("expect", ""),
        decisions=decisions_in(request),
    )
    messages.success(request, f"Edition {edition.name} is released. Learners who join from now on meet it.")
    if edition.remarkings.exists():
        messages.info(request, "Answers already given are being marked again. Below is how far that is.")
    return redirect("authoring:editions", page.pk)


def _take_in(request: HttpRequest, page: CoursePage) -> int:
    """What was ticked is ready from now on. Returns how many that are."""
    ticked = request.POST.getlist("take_in")
    if not ticked:
        return 0
    found = [row for row in not_ready(read_manuscript(page)) if _name(row) in ticked]
    taken = [row for row in found if authoring.may_mark_ready(row, by=request.user)]
    authoring.mark_ready(*taken, by=request.user)
    return len(taken)


def decisions_in(request: HttpRequest) -> list[ItemDecision]:
    """“Was the old answer wrong?”, as sent."""
    sent = [
        (name.removeprefix("ruling-"), kind)
        for name, kind in request.POST.items()
        if name.startswith("ruling-")
    ]
    return [ItemDecision(item, kind) for item, kind in sent if kind in RULINGS]


def _release_screen(request: HttpRequest, page: CoursePage) -> HttpResponse:
    course = course_of(page)
    newest = course.editions.newest_first().first() if course else None
    manuscript = read_manuscript(page)
    before, after = read_edition(newest) if newest else None, compile_course(manuscript)
    findings = [*check_release(manuscript), *check_withdrawn(before, after)]
    no_correction = why_no_correction(before, after) if before else []
    return show(
        request,
        "release",
        page,
        "Editions",
        expect=newest.name if newest else "",
        changes=changes(before, after),
        is_same=same(before, after),
        waiting=[_waiting(row, request) for row in not_ready(manuscript)],
        mend_first=[_found(each, manuscript) for each in findings if each.mend_first],
        worth_a_look=[_found(each, manuscript) for each in findings if not each.mend_first],
        part_way=part_way(course),
        no_correction=no_correction,
        next_number=(newest.number + 1) if newest else 1,
        correction_name=f"{newest.number}.{newest.correction + 1}" if newest else "",
        right_changed=questions_to_decide(course, before, after) if before else [],
        minutes=after.minutes,
        parts=len(after.activities),
    )


def questions_to_decide(course: Course, before: Compiled, after: Compiled) -> list[dict[str, Any]]:
    """Those that are right in another way after it: ``{item, activity, stem, choices}``."""
    changed = right_changed(before, after)
    why_not = why_not_left_out(course, after, [each.item for each in changed]) if changed else {}
    return [
        {
            "item": each.item,
            "activity": each.activity,
            "stem": plain(each.stem),
            "choices": _choices(each, why_not_left_out=why_not.get(each.item, "")),
        }
        for each in changed
    ]


def _choices(changed: RightChanged, *, why_not_left_out: str) -> list[dict[str, Any]]:
    return [
        {
            "kind": kind,
            "label": label,
            "hint": hint,
            "is_first": kind == changed.rulings[0],
            "why_not": why_not_left_out if kind == LEAVE_OUT else "",
        }
        for kind, label, hint in CHOICES
        if kind in changed.rulings
    ]


def _name(row: Any) -> str:
    return f"{'question' if isinstance(row, Question) else 'page'}-{row.pk}"


def _waiting(row: Any, request: HttpRequest) -> dict[str, Any]:
    return {
        "name": _name(row),
        "text": _title(row),
        "state": row.state_words,
        "href": _place(row),
        "may": authoring.may_mark_ready(row, by=request.user),
    }


def _title(row: Any) -> str:
    return str(row) if isinstance(row, Question) else row.get_admin_display_title()


def _place(row: Any) -> str:
    if isinstance(row, Question):
        return reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])
    return reverse("wagtailadmin_pages:edit", args=[row.pk])


def _found(finding: CourseFinding, manuscript: Manuscript) -> dict[str, str]:
    if finding.question:
        href = _place(manuscript.bank[finding.question])
    else:
        href = reverse("wagtailadmin_pages:edit", args=[finding.page])
    return {"words": finding.words, "where": finding.where, "href": href}
