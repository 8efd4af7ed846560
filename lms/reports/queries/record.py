"""A learner's own record."""

from dataclasses import dataclass
from datetime import date

from courses.models import Completion
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class Entry:
    """A course completed, as it was called that day."""

    title: str
    edition: str
    completed_on: date
    minutes: int
    participatory_minutes: int
    origin: str
    certificate: str
    certificate_state: str


def own_completions(learner: User) -> list[Entry]:
    """The newest first, each with its newest certificate. One statement."""
    rows = (
        Completion.objects.of_learner(learner)
        .order_by("-completed_at", "-pk", "-certificates__minted_at", "-certificates__pk")
        .values_list(
            "pk",
            "edition__title",
            "course__title",
            "edition__number",
            "edition__correction",
            "completed_on",
            "minutes",
            "participatory_minutes",
            "origin",
            "certificates__number",
            "certificates__state",
        )
    )
    entries: dict[int, Entry] = {}
    for pk, then, now, number, correction, day, minutes, participatory, origin, certificate, state in rows:
        edition = "" if number is None else f"{number}.{correction}" if correction else str(number)
        entries.setdefault(
            pk,
            Entry(
                then or now,
                edition,
                day,
                minutes,
                participatory,
                Completion.Origin(origin).label,
                certificate or "",
                state or "",
            ),
        )
    return list(entries.values())
