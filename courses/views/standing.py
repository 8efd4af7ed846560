"""Where the person who asks stands on a course: what every page of an enrolment begins with."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest

from courses.models import Activity, Attempt, Completion, Enrolment, ReadingPlace
from courses.queries import frozen
from courses.queries.progress import finished_keys
from courses.rules.outline import Part, Sheet
from courses.rules.places import Addresses
from lms.core.templatetags.words import uk_date


@dataclass
class Standing:
    """An enrolment of the person who asks, what it shows and what is finished in it."""

    enrolment: Enrolment
    sheet: Sheet

    @cached_property
    def finished(self) -> frozenset[str]:
        """One statement, for the pages that ask."""
        return frozenset(finished_keys(self.enrolment.pk))

    @property
    def addresses(self) -> Addresses:
        return Addresses(f"/learn/{self.enrolment.pk}/")

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
            on = uk_date(self.completion.completed_at)
            return f"You completed this course on {on}. It stays here to be read again."
        left = uk_date(self.enrolment.ended_at)
        return f"This place on the course ended on {left}. What you finished is kept."

    def part(self, key: Any) -> Part:
        part = self.sheet.part(str(key))
        if part is None:
            raise Http404
        return part

    def row(self, part: Part) -> Activity:
        """The activity's row, without its body. Read once per process."""
        return frozen.activity(self.enrolment.edition_id, self.enrolment.edition_digest, part.key)


def standing(request: HttpRequest, enrolment: int, *, reading: Any = None) -> Standing:
    """One statement. Not yours and not there are the same 404. ``reading``: adds where in that lesson."""
    mine = Enrolment.objects.of_learner(request.user).with_edition()
    if reading is not None:
        place = ReadingPlace.objects.filter(enrolment=OuterRef("pk"), activity_key=reading)
        mine = mine.annotate(heading=Subquery(place.values("heading")[:1]))
    row = mine.filter(pk=enrolment).first()
    if row is None:
        raise Http404
    return Standing(row, frozen.sheet(row.edition_id, row.edition_digest))


def standing_of(attempt: Attempt) -> Standing:
    """The same for one that was read ``with_enrolment``. No statement."""
    enrolment = attempt.enrolment
    enrolment.edition_id, enrolment.edition_digest = attempt.edition_id, attempt.edition_digest
    return Standing(enrolment, frozen.sheet(enrolment.edition_id, enrolment.edition_digest))
