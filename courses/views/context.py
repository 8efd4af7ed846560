"""Where the person who asks stands on a course: what every page of an enrolment begins with."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from courses.models import Activity, Completion, Enrolment
from courses.queries import edition_cache
from courses.queries.own_learning import own_enrolment
from courses.queries.progress import finished_keys
from courses.rules.outline import Outline, Part
from courses.rules.screens import Addresses
from lms.core.templatetags.words import uk_date


@dataclass
class CourseContext:
    """An enrolment of the person who asks, what it shows and what is finished in it."""

    enrolment: Enrolment
    outline: Outline

    @cached_property
    def finished(self) -> frozenset[str]:
        """One statement, for the pages that ask."""
        return frozenset(finished_keys(self.enrolment.pk))

    @property
    def addresses(self) -> Addresses:
        return addresses_of(self.enrolment.pk)

    @cached_property
    def completion(self) -> Completion | None:
        """None while the enrolment is open, since completing ends it; else one statement."""
        return None if self.enrolment.is_open else getattr(self.enrolment, "completion", None)

    @property
    def note(self) -> str:
        """What a page of an enrolment that has ended says at its top."""
        if self.enrolment.is_open:
            return ""
        if self.completion:
            on = uk_date(self.completion.completed_on)
            return f"You completed this course on {on}. It stays here to be read again."
        left = uk_date(self.enrolment.ended_at)
        return f"This place on the course ended on {left}. What you finished is saved."

    def part(self, key: Any) -> Part:
        return part_of(self.outline, key)

    def row(self, part: Part) -> Activity:
        """The activity's row, without its body. Read once per process."""
        return edition_cache.activity(self.enrolment.edition_id, self.enrolment.edition_digest, part.key)


def part_of(outline: Outline, key: Any) -> Part:
    """Or else 404."""
    part = outline.part(str(key))
    if part is None:
        raise Http404
    return part


def addresses_of(enrolment: int) -> Addresses:
    return Addresses(f"/learn/{enrolment}/")


def course_context(request: HttpRequest, enrolment: int, *, reading: UUID | None = None) -> CourseContext:
    """One statement. Not yours and not there are the same 404. ``reading``: adds where in that lesson."""
    row = own_enrolment(request.user, enrolment, reading=reading)
    if row is None:
        raise Http404
    return CourseContext(row, edition_cache.outline(row.edition_id, row.edition_digest))
