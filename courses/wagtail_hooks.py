"""Wagtail bent to a trainer's head: its menu, its words, and where its pages lead."""

import copy
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.snippets.action_menu import PublishMenuItem, UnpublishMenuItem

from courses.models.authoring import Question
from courses.models.authoring.course import AuthoredPage, CoursePage
from courses.viewsets import urls
from courses.viewsets.access import is_trainer
from courses.viewsets.pages import page_viewsets
from courses.viewsets.questions import register_bank
from courses.viewsets.start_screen import MyCourses

register_bank()

#: In the editor of a part. Wagtail's others speak of publishing, workflows and moderation.
KEPT_ACTIONS = {
    "action-save-draft": "Save draft",
    "action-publish": "Mark ready",
    "action-unpublish": "Back to draft",
    "action-page-locked": "",
}


class TrainersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_trainer(request.user)


@hooks.register("register_admin_urls")
def our_addresses() -> list[Any]:
    return [path("", include(urls))]


@hooks.register("register_admin_viewset")
def our_pages() -> list[Any]:
    return page_viewsets()


@hooks.register("register_admin_menu_item")
def courses_item() -> MenuItem:
    return TrainersItem("Courses", reverse("authoring:courses"), icon_name="folder-open-inverse", order=100)


@hooks.register("register_admin_menu_item")
def for_review_item() -> MenuItem:
    return TrainersItem("For review", reverse("authoring:for_review"), icon_name="calendar-alt", order=500)


@hooks.register("register_admin_menu_item")
def help_item() -> MenuItem:
    return MenuItem("Help", reverse("authoring:help"), name="our-help", icon_name="help", order=600)


@hooks.register("construct_homepage_panels")
def start_screen(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [MyCourses()]


@hooks.register("construct_page_action_menu")
def in_a_trainers_words(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """“Mark ready” for what is released with its course; site pages keep Wagtail's words."""
    page = context.get("page") or context.get("parent_page")
    if not isinstance(page, AuthoredPage):
        return
    kept = [copy.copy(item) for item in items if item.name in KEPT_ACTIONS]  # Wagtail keeps one for all
    for item in kept:
        item.label = KEPT_ACTIONS[item.name] or item.label
        if item.name == "action-publish":
            item.template_name = "cms/mark_ready_button.html"
    items[:] = kept


@hooks.register("construct_snippet_action_menu")
def questions_can_be_ready(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Wagtail asks for a permission of each kind; ours is one for the whole bank."""
    may = issubclass(context["model"], Question) and request.user.has_perm("courses.publish_question")
    if not may or any(item.name == "action-publish" for item in items):
        return
    question = context.get("instance")
    items.append(PublishMenuItem(order=30))
    if question and question.live:
        items.append(UnpublishMenuItem(order=20))


@hooks.register("after_publish_page")
def it_is_ready(request: HttpRequest, page: Any) -> HttpResponse | None:
    if not isinstance(page, AuthoredPage):
        return None
    messages.success(request, f"“{page.title}” is ready. Learners meet it when the course is released.")
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("after_delete_page")
def back_to_the_outline(request: HttpRequest, page: Any) -> HttpResponse | None:
    if isinstance(page, CoursePage):
        return redirect("authoring:courses")
    if not isinstance(page, AuthoredPage):
        return None
    course = CoursePage.objects.filter(path=page.path[: 3 * page.steplen]).first()
    return redirect("authoring:outline", course.pk) if course else redirect("authoring:courses")
