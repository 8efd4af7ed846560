"""The tabs of a course, the same on every page about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Page

from courses.models.authoring import ActivityPage, CoursePage
from courses.models.authoring.course import AuthoredPage
from courses.viewsets.access import can_edit

Values = dict[str, Any]


def course_tabs(page: CoursePage, current: str) -> list[Values]:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    tabs = [
        ("Outline", reverse("authoring:outline", args=[page.pk])),
        ("About", edit),
        ("Objectives", reverse("authoring:objectives", args=[page.pk])),
        ("Review", f"{edit}#tab-review"),
        ("Authors", reverse("authoring:authors", args=[page.pk])),
        ("Editions", reverse("authoring:editions", args=[page.pk])),
    ]
    return [{"text": text, "href": href, "current": text == current} for text, href in tabs]


def show(request: HttpRequest, template: str, page: CoursePage, current: str, **values: Any) -> HttpResponse:
    """A page about a course, with its tabs and the way back."""
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": "Home"},
        {"url": reverse("authoring:courses"), "label": "Courses"},
        {"url": reverse("authoring:outline", args=[page.pk]), "label": page.get_admin_display_title()},
    ]
    context = {
        "page": page,
        "tabs": course_tabs(page, current),
        "may_edit": can_edit(request.user, page),
        "header_title": f"{page.get_admin_display_title()}: {current}",
        "header_icon": "folder-open-inverse",
        "breadcrumbs_items": crumbs,
        **values,
    }
    return render(request, f"courses/authoring/{template}.html", context)


def course_of_part(page: Page) -> CoursePage | None:
    """The course that a page of the tree belongs to, or is."""
    if not isinstance(page, AuthoredPage):
        return None
    return CoursePage.objects.ancestor_of(page, inclusive=True).first()


def ways_about(page: Page) -> list[Values]:
    """Links from the editor of a course, or of one of its parts, to what belongs to it."""
    course = course_of_part(page)
    if course is None:
        return []
    if course.pk == page.pk:
        return course_tabs(course, "About")
    ways = [{"text": f"Outline of “{course.title}”", "href": reverse("authoring:outline", args=[course.pk])}]
    if not isinstance(page, ActivityPage):
        return ways
    ways += [{"text": way.text, "href": way.href} for way in page.ways()]
    here = reverse("authoring:walk_activity", args=[course.pk, page.translation_key])
    return [*ways, {"text": "Walk through", "href": here}]
