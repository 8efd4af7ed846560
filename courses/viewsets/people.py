"""What a course is for, and who writes it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cms.permissions import TRAINERS
from courses.actions import authoring
from courses.forms import typed
from courses.models.authoring import CoursePage
from courses.viewsets.access import for_trainers, own_course, readable_course
from courses.viewsets.tabs import show
from lms.people.models import User

EMPTY_ROWS = 3


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def objectives(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        page = own_course(request, pk)
        texts = list(zip(request.POST.getlist("key"), request.POST.getlist("text"), strict=False))
        authoring.set_objectives(
            course_page=page, texts=[(_key(key), typed(text, most=300)) for key, text in texts]
        )
        messages.success(request, "The objectives are saved. Learners see them from the next release on.")
        return redirect("authoring:objectives", page.pk)
    page = readable_course(pk)
    rows = [{"key": row.key, "text": row.text} for row in page.objectives.all()]
    rows += [{"key": "", "text": ""}] * EMPTY_ROWS
    return show(request, "objectives", page, "Objectives", rows=rows)


def _key(sent: str) -> UUID | None:
    try:
        return UUID(sent)
    except ValueError:
        return None


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def authors(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        return _change_authors(request, pk)
    page = readable_course(pk)
    there = [author.user for author in page.authors.select_related("user")]
    others = trainers().exclude(pk__in=[user.pk for user in there])
    return show(request, "authors", page, "Authors", authors=there, others=others)


def _change_authors(request: HttpRequest, pk: int) -> HttpResponse:
    page, now = own_course(request, pk), timezone.now()
    if request.POST.get("remove"):
        user = get_object_or_404(authors_of(page), key=_key(request.POST["remove"]))
        authoring.remove_author(course_page=page, user=user, by=request.user, at=now)
        messages.success(request, f"{user.name} no longer edits this course.")
        if user == request.user:
            return redirect("authoring:courses")
    else:
        user = get_object_or_404(trainers(), key=_key(request.POST.get("add", "")))
        authoring.add_author(course_page=page, user=user, by=request.user, at=now)
        messages.success(request, f"{user.name} edits and releases this course from now on.")
    return redirect("authoring:authors", page.pk)


def authors_of(page: CoursePage) -> Any:
    return User.objects.filter(pk__in=page.authors.values("user"))


def trainers():
    """Those who may be asked to write with somebody."""
    return User.objects.open().filter(groups__name=TRAINERS).in_order()
