"""Days, durations and standings as words. Plain Python: made once per value, not once per cell."""

from datetime import date
from functools import lru_cache

from lms.reports.rules.standing import Standing, State

MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
CERTIFICATE_WORDS = {
    "waiting": "being made",
    "issued": "ready",
    "replaced": "replaced",
    "withdrawn": "withdrawn",
}
STATE_WORDS = {
    State.NOT_JOINED: "Not joined",
    State.UNDER_WAY: "Under way",
    State.COMPLETED: "Completed",
    State.LEFT: "Left",
}


@lru_cache(maxsize=4096)
def day_in_words(day: date | None) -> str:
    """“23 November 2026”."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def counted(count: int, noun: str, plural: str = "") -> str:
    """“1 person”, “3 people”."""
    return f"{count} {noun}" if count == 1 else f"{count} {plural or noun + 's'}"


def duration(minutes: int) -> str:
    """“1 hour 30 minutes”."""
    hours, rest = divmod(minutes, 60)
    parts = [counted(hours, "hour")] if hours else []
    if rest or not hours:
        parts.append(counted(rest, "minute"))
    return " ".join(parts)


def in_words(standing: Standing) -> str:
    """“Completed 3 May 2026”, “Under way, 3 of 7 parts”, “Left 1 June 2026”, “Not joined”."""
    match standing.state:
        case State.COMPLETED:
            return f"Completed {day_in_words(standing.on)}"
        case State.UNDER_WAY:
            return f"Under way, {standing.done} of {counted(standing.total, 'part')}"
        case State.LEFT:
            return f"Left {day_in_words(standing.on)}"
    return "Not joined"
