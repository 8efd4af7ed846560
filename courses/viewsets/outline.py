"""A course's tree: state and minutes of each part; up, down, add."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from courses.actions import authoring
from courses.actions.release import not_ready
from courses.models.authoring import CoursePage, LessonPage, ModulePage, Question, QuizPage
from courses.viewsets.access import for_trainers, own_course, readable_course
from courses.viewsets.tabs import show
from lms.core.templatetags.words import counted


@for_trainers
@require_safe
def outline(request: HttpRequest, pk: int) -> HttpResponse:
    page = readable_course(pk)
    modules = [_module(module) for module in ModulePage.objects.child_of(page).order_by("path")]
    parts = [part for module in modules for part in module["parts"]]
    minutes = sum(part["minutes"] for part in parts) + page.participatory_minutes
    return show(request, "outline", page, "Outline", modules=modules, minutes=minutes, parts=len(parts))


def _module(module: ModulePage) -> dict[str, Any]:
    drafted = module.as_drafted()
    beneath = module.get_children().specific().order_by("path")
    return {"page": module, "title": drafted.title, "parts": [_part(part) for part in beneath]}


def _part(part: LessonPage | QuizPage) -> dict[str, Any]:
    drafted = part.as_drafted()
    is_quiz = isinstance(part, QuizPage)
    return {
        "page": part,
        "title": drafted.title,
        "kind": "Quiz" if is_quiz else "Lesson",
        "minutes": drafted.minutes or drafted.suggested_minutes(),
        "is_suggested": drafted.minutes is None,
        "optional": drafted.optional,
        "questions": len(drafted.questions()) if is_quiz else None,
    }


@for_trainers
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    page = own_course(request, pk)
    beneath = _in_course(page, request.POST.get("beneath", ""))
    kind = request.POST.get("kind", "")
    if kind not in ("module", "lesson", "quiz"):
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
    rows = not_ready(page)
    authoring.mark_ready(*rows, by=request.user)
    questions = sum(isinstance(row, Question) for row in rows)
    with_questions = f" {counted(questions, 'question')} became ready with it." if questions else ""
    words = f"Everything in this course is ready now.{with_questions}"
    messages.success(request, words if rows else "Everything was ready already.")
    return redirect("authoring:outline", page.pk)


def _in_course(page: CoursePage, sent: str) -> Page:
    pk = int(sent) if sent.isdecimal() and len(sent) < 12 else 0
    return get_object_or_404(Page.objects.descendant_of(page, inclusive=True), pk=pk)
