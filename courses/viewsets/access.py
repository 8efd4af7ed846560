"""Who may come in: trainers read every course, its authors change it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from courses.models.authoring import CoursePage
from lms.core.refusals import NotAllowed

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

FOR_TRAINERS = (
    "This part of the site is for those who write courses. Ask an administrator to make you a trainer."
)
FOR_AUTHORS = "Only the authors of a course change it. You can copy it, and make the copy your own."


def for_trainers(view: View[P]) -> View[P]:
    """Editors of site pages have another part of the same house."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not is_trainer(request.user):
            raise NotAllowed(FOR_TRAINERS)
        return view(request, *args, **kwargs)

    return guarded


def is_trainer(user: Any) -> bool:
    return bool(user.has_perm("courses.add_question"))


def readable_course(pk: int) -> CoursePage:
    return get_object_or_404(CoursePage, id=pk)  # unlike pk, it takes any number on SQLite


def own_course(request: HttpRequest, pk: int) -> CoursePage:
    """Theirs to change."""
    page = readable_course(pk)
    if not can_edit(request.user, page):
        raise NotAllowed(FOR_AUTHORS)
    return page


def can_edit(user: Any, page: Any) -> bool:
    return bool(page.permissions_for_user(user).can_edit())
