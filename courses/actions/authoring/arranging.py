"""The outline of a course: adding parts, moving them up and down, taking them away."""

from typing import Any

from django.db import transaction
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

from courses.actions.authoring.making import new_page
from courses.models.authoring import CoursePage, ModulePage
from courses.models.authoring.activity import PAGES
from lms.core.refusals import NotAllowed, Refusal
from lms.people.models import User

MODULE = "module"
NEW_MODULE = "New module"


class NoSuchPart(Refusal):
    """What should be moved or removed is not there any more."""


@transaction.atomic
def add_part(*, beneath: Page, kind: str, by: User) -> Any:
    """A module beneath a course, or an activity of that kind beneath a module; a draft to be filled in."""
    model, title = _model(kind)
    if model not in beneath.specific_class.allowed_subpage_models():
        raise NoSuchPart("It cannot be added there. Look at the outline again.")
    return new_page(model(title=title), beneath=beneath, by=by)


def _model(kind: str) -> tuple[type[Page], str]:
    if kind == MODULE:
        return ModulePage, NEW_MODULE
    if kind not in PAGES:
        raise NoSuchPart("There is no such kind of activity. Look at the outline again.")
    return PAGES[kind], PAGES[kind].new_title


@transaction.atomic
def move_part(*, course_page: CoursePage, part: Page, up: bool, by: User) -> None:
    """One place up or down. An activity at the edge of its module goes into the next one."""
    if not course_page.permissions_for_user(by).can_edit():
        raise NotAllowed("Only the authors of a course move its parts.")
    CoursePage.objects.select_for_update().get(pk=course_page.pk)
    part = _in_course(course_page, part)
    neighbour = part.get_prev_sibling() if up else part.get_next_sibling()
    if neighbour is not None:
        _move(part, neighbour, "left" if up else "right", by=by)
        return
    if isinstance(part.specific, ModulePage):
        return
    module = part.get_parent()
    other = module.get_prev_sibling() if up else module.get_next_sibling()
    if other is not None:
        _move(part, other, "last-child" if up else "first-child", by=by)


@transaction.atomic
def remove_part(*, course_page: CoursePage, part: Page, by: User) -> None:
    """Gone from the course as it is written. Editions and learners keep what was released."""
    _in_course(course_page, part).delete(user=by)


def _move(part: Page, target: Page, place: str, *, by: User) -> None:
    """Wagtail's own pages move no part of a course, so it is not asked whether they may."""
    MovePageAction(part, target, pos=place, user=by).execute(skip_permission_checks=True)


def _in_course(course_page: CoursePage, part: Page) -> Page:
    found = Page.objects.descendant_of(course_page).filter(pk=part.pk).first()
    if found is None:
        raise NoSuchPart("That part is not in this course any more. Look at the outline again.")
    return found
