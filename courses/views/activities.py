"""How an activity of a kind is met, by learners and in a walk-through: the contract that asks it."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from django.http import HttpRequest, HttpResponse

from courses.rules.activities import CompiledActivity
from courses.rules.outline import Outline, Part
from courses.rules.screens import Addresses
from courses.views.context import CourseContext


@dataclass(frozen=True)
class Draft:
    """An activity as it is drafted, in its course as it is drafted. Nobody is on it, and nothing is kept."""

    outline: Outline
    part: Part
    activity: CompiledActivity
    addresses: Addresses  # of the walk-through
    note: str  # says so, at the top of the page


class ActivityViews(ABC):
    """The pages of one kind. One instance of each is known by its name."""

    kind: ClassVar[str]  # the name of its rule

    @abstractmethod
    def show(self, request: HttpRequest, context: CourseContext, part: Part) -> HttpResponse:
        """Its page for somebody on the course, or who was. Its finish form posts to
        ``context.addresses.finish``, or its start form to ``…start``, if it is finished by passing.
        """

    @abstractmethod
    def walk(self, request: HttpRequest, draft: Draft) -> HttpResponse:
        """The same page of a draft."""


VIEWS: dict[str, ActivityViews] = {}
V = TypeVar("V", bound=type[ActivityViews])


def views_of_activity(views: V) -> V:
    """Class decorator: activities of this ``kind`` are met in these pages."""
    VIEWS[views.kind] = views()
    return views
