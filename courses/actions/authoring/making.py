"""A new course: one module, one lesson, one quiz to fill in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from courses.actions.authoring.authorship import add_author
from courses.models.authoring import CoursePage, CourseShelf, LessonPage, ModulePage, Objective, QuizPage
from lms.people.models import User

NEW_COURSE, NEW_MODULE = "New course", "First module"
NEW_LESSON, NEW_QUIZ = "First lesson", "Check what you know"


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
    new_page(LessonPage(title=NEW_LESSON), beneath=module, by=by)
    new_page(QuizPage(title=NEW_QUIZ), beneath=module, by=by)
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
