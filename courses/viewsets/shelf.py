"""All courses; a new one; a copy; what is to be reviewed; help."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from courses.actions import authoring
from courses.queries.authoring import reviews_due
from courses.viewsets.access import for_trainers, readable_course
from courses.viewsets.rows import rows_for

HOME = {"url": "/cms/", "label": "Home"}


@for_trainers
@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    rows = rows_for(request.user)
    return render(
        request,
        "courses/authoring/courses.html",
        {
            "mine": [row for row in rows if row.is_mine],
            "others": [row for row in rows if not row.is_mine],
            "header_title": "Courses",
            "header_icon": "folder-open-inverse",
            "breadcrumbs_items": [HOME, {"url": reverse("authoring:courses"), "label": "Courses"}],
        },
    )


@for_trainers
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    page = authoring.new_course(by=request.user, at=timezone.now())
    messages.success(request, "Here is your course: one module, one lesson and one quiz to fill in.")
    return redirect("authoring:outline", page.pk)


@for_trainers
@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    page = authoring.copy_course(course_page=readable_course(pk), by=request.user, at=timezone.now())
    messages.success(request, "This copy is yours. Nothing you change here touches the course it came from.")
    return redirect("authoring:outline", page.pk)


@for_trainers
@require_safe
def for_review(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    return render(
        request,
        "courses/authoring/for_review.html",
        {
            "due": rows_for(request.user, reviews_due(on).prefetch_related("authors__user")),
            "header_title": "For review",
            "header_icon": "calendar-alt",
            "breadcrumbs_items": [HOME, {"url": reverse("authoring:for_review"), "label": "For review"}],
        },
    )


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "courses/authoring/help.html",
        {
            "header_title": "Help",
            "header_icon": "help",
            "breadcrumbs_items": [HOME, {"url": reverse("authoring:help"), "label": "Help"}],
        },
    )
