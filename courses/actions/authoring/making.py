"""A new course: one module with activities to fill in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from courses.actions.authoring.authorship import add_author
from courses.models.authoring import CoursePage, CourseShelf, ModulePage, Objective
from courses.models.authoring.activity import page_models
from lms.people.models import User

NEW_COURSE, NEW_MODULE = "New course", "First module"


def shelf() -> CourseShelf:
    """Where courses stand; made again if somebody deleted it."""
    found = CourseShelf.objects.first()
    if found is None:
        found = CourseShelf(title="Courses", slug="courses")
        Page.get_first_root_node().add_child(instance=found)
    return found


@transaction.atomic
def new_course(*, title: str = NEW_COURSE, by: User, at: datetime, **fields: Any) -> CoursePage:
    """A course of its own, written by ``by``: a draft until it is marked ready."""
    course = new_page(CoursePage(title=title, **fields), beneath=shelf(), by=by)
    add_author(course_page=course, user=by, by=by, at=at)
    module = new_page(ModulePage(title=NEW_MODULE), beneath=course, by=by)
    for model in page_models():
        if model.first_title:
            new_page(model(title=model.first_title), beneath=module, by=by)
    return course


def new_page(page: Any, *, beneath: Page, by: User) -> Any:
    """A draft with its first revision, so that it can be previewed and edited."""
    page.owner, page.live, page.has_unpublished_changes = by, False, True
    Page.objects.get(pk=beneath.pk).specific.add_child(instance=page)
    page.save_revision(user=by)
    return page


@transaction.atomic
def set_objectives(*, course_page: CoursePage, texts: Sequence[tuple[UUID | None, str]]) -> list[Objective]:
    """What one can do after the course, in this order. A key keeps an objective; those not named are gone."""
    there = {objective.key: objective for objective in course_page.objectives.all()}
    kept = []
    for position, (key, text) in enumerate((key, text.strip()) for key, text in texts if text.strip()):
        objective = there.pop(key, None) or Objective(course=course_page)
        objective.text, objective.position = text[:300], position
        objective.save()
        kept.append(objective)
    for gone in there.values():
        gone.delete()
    return kept
