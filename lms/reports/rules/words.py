"""Days, and words for how somebody stands. Plain Python: made once per value, not once per cell."""

from datetime import date
from functools import lru_cache

from lms.reports.rules.standing import State

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
