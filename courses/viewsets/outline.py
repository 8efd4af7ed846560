"""A course's tree: state and minutes of each part; up, down, add."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from courses.actions import authoring
from courses.actions.authoring.arranging import MODULE
from courses.actions.release import not_ready
from courses.models.authoring import ActivityPage, CoursePage, ModulePage, Question
from courses.models.authoring.activity import PAGES, page_models
from courses.models.authoring.manuscript import read_manuscript
from courses.viewsets.access import for_trainers, own_course, readable_course
from courses.viewsets.tabs import show
from lms.core.words import counted


@for_trainers
@require_safe
def outline(request: HttpRequest, pk: int) -> HttpResponse:
    page = readable_course(pk)
    modules = [_module(module, parts) for module, parts in read_manuscript(page).modules]
    parts = [part for module in modules for part in module["parts"]]
    minutes = sum(part["minutes"] for part in parts) + page.participatory_minutes
    return show(
        request,
        "outline",
        page,
        "Outline",
        modules=modules,
        minutes=minutes,
        parts=len(parts),
        kinds=[{"name": model.kind, "noun": model.rule().noun} for model in page_models()],
    )


def _module(module: ModulePage, parts: list[ActivityPage]) -> dict[str, Any]:
    return {"page": module, "title": module.as_drafted().title, "parts": [_part(part) for part in parts]}


def _part(part: ActivityPage) -> dict[str, Any]:
    drafted = part.as_drafted()
    return {
        "page": part,
        "title": drafted.title,
        "kind": part.rule().noun.capitalize(),
        "minutes": drafted.minutes or drafted.suggested_minutes(),
        "is_suggested": drafted.minutes is None,
        "optional": drafted.optional,
        "facts": drafted.facts(),
        "facts_href": next((way.href for way in drafted.ways()), ""),
    }


@for_trainers
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    page = own_course(request, pk)
    beneath = _in_course(page, request.POST.get("beneath", ""))
    kind = request.POST.get("kind", "")
    if kind != MODULE and kind not in PAGES:
        return redirect("authoring:outline", page.pk)
    part = authoring.add_part(beneath=beneath, kind=kind, by=request.user)
    return redirect("wagtailadmin_pages:edit", part.pk)


@for_trainers
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    page = own_course(request, pk)
    part = _in_course(page, request.POST.get("part", ""))
    up = request.POST.get("to") == "up"
    authoring.move_part(course_page=page, part=part, up=up, by=request.user)
    messages.success(request, f"“{part.title}” was moved {'up' if up else 'down'}.")
    return redirect("authoring:outline", page.pk)


@for_trainers
@require_POST
def ready(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything at once: the course's own words, its parts, and the questions its quizzes ask."""
    page = own_course(request, pk)
    found = not_ready(read_manuscript(page))
    rows = [row for row in found if authoring.may_mark_ready(row, by=request.user)]
    authoring.mark_ready(*rows, by=request.user)
    questions = sum(isinstance(row, Question) for row in rows)
    with_questions = f" {counted(questions, 'question')} became ready with it." if questions else ""
    everything = "Everything" if len(rows) == len(found) else "Everything of yours"
    words = f"{everything} in this course is ready now.{with_questions}"
    messages.success(request, words if rows else "Everything was ready already.")
    if len(rows) < len(found):
        left = counted(len(found) - len(rows), "question")
        messages.warning(request, f"{left} of other authors stayed as they are: ask them to mark them ready.")
    return redirect("authoring:outline", page.pk)


def _in_course(page: CoursePage, sent: str) -> Page:
    pk = int(sent) if sent.isdecimal() and len(sent) < 12 else 0
    return get_object_or_404(Page.objects.descendant_of(page, inclusive=True), pk=pk)
