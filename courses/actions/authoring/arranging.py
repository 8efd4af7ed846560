"""The outline of a course: adding parts, moving them up and down, taking them away."""

from typing import Any

from django.db import transaction
from wagtail.models import Page

from courses.actions.authoring.making import new_page
from courses.models.authoring import CoursePage, LessonPage, ModulePage, QuizPage
from lms.core.refusals import Refusal
from lms.people.models import User

KINDS: dict[str, tuple[type[Page], str]] = {
    "module": (ModulePage, "New module"),
    "lesson": (LessonPage, "New lesson"),
    "quiz": (QuizPage, "New quiz"),
}


class NoSuchPart(Refusal):
    """What should be moved or removed is not there any more."""


@transaction.atomic
def add_part(*, beneath: Page, kind: str, by: User) -> Any:
    """A module beneath a course, or a lesson or quiz beneath a module; a draft to be filled in."""
    model, title = KINDS[kind]
    if model not in beneath.specific_class.allowed_subpage_models():
        raise NoSuchPart("It cannot be added there. Look at the outline again.")
    return new_page(model(title=title), beneath=beneath, by=by)


@transaction.atomic
def move_part(*, course_page: CoursePage, part: Page, up: bool, by: User) -> None:
    """One place up or down. A lesson at the edge of its module goes into the next one."""
    CoursePage.objects.select_for_update().get(pk=course_page.pk)
    part = _in_course(course_page, part)
    neighbour = part.get_prev_sibling() if up else part.get_next_sibling()
    if neighbour is not None:
        part.move(neighbour, pos="left" if up else "right", user=by)
        return
    if isinstance(part.specific, ModulePage):
        return
    module = part.get_parent()
    other = module.get_prev_sibling() if up else module.get_next_sibling()
    if other is not None:
        part.move(other, pos="last-child" if up else "first-child", user=by)


@transaction.atomic
def remove_part(*, course_page: CoursePage, part: Page, by: User) -> None:
    """Gone from the course as it is written. Editions and learners keep what was released."""
    _in_course(course_page, part).delete(user=by)


def _in_course(course_page: CoursePage, part: Page) -> Page:
    found = Page.objects.descendant_of(course_page).filter(pk=part.pk).first()
    if found is None:
        raise NoSuchPart("That part is not in this course any more. Look at the outline again.")
    return found
