"""Dates, times, numbers and lists as people say them, in one place. Plain Python: rules may use it.

Words never break between a number and what it counts; ``space`` says otherwise where a line is drawn by hand.
"""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

NO_BREAK = "\u00a0"
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@lru_cache(maxsize=4096)
def long_date(day: datetime.date | None) -> str:
    """23 November 2026; nothing for None. Of an instant the date that it carries: make it local before."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def days(first: datetime.date, last: datetime.date) -> str:
    """23 November 2026; 9 to 25 November 2026; 28 October to 3 November 2026. Never from late to early."""
    if first >= last:
        return long_date(last)
    if first.year != last.year:
        return f"{long_date(first)} to {long_date(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {long_date(last)}"
    return f"{first.day} to {long_date(last)}"


def clock(when: datetime.time | datetime.datetime) -> str:
    """14:30."""
    return f"{when:%H:%M}"


def counted(count: int, noun: str, plural: str = "", *, space: str = NO_BREAK) -> str:
    """1 question; 3 questions. ``plural`` for nouns that take no s: 3 people."""
    return f"{count}{space}{noun if count == 1 else plural or noun + 's'}"


def in_words(count: int, noun: str, plural: str = "") -> str:
    """one lesson; three lessons; 12 lessons."""
    number = SMALL[count] if 0 <= count < len(SMALL) else str(count)
    return f"{number} {noun if count == 1 else plural or noun + 's'}"


def minutes(count: int, *, space: str = NO_BREAK) -> str:
    """12 minutes; 1 hour 30 minutes."""
    hours, rest = divmod(count, 60)
    parts = [counted(hours, "hour", space=space)] if hours else []
    if rest or not hours:
        parts.append(counted(rest, "minute", space=space))
    return " ".join(parts)


def time_to_wait(seconds: int) -> str:
    """30 seconds; 5 minutes. Never less than it is."""
    return counted(seconds, "second") if seconds < 60 else minutes(-(-seconds // 60))


def listed(things: Sequence[str], last: str = "and") -> str:
    """a; a and b; a, b and c. ``last`` may be “or”."""
    *others, final = things or [""]
    return f"{', '.join(others)} {last} {final}" if others else final


def needed(least: int, total: int) -> str:
    """8 of 9 needed: how many marks a quiz is passed with."""
    return f"{least} of {total} needed"


def points(score: Fraction | Decimal | int) -> str:
    """8; 7.66. Cut, never rounded up: “8” means all of it."""
    hundredths = int(score * 100)
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def percentage(part: int, whole: int) -> int:
    """Rounded down, so that 100 means all of it. 0 of nothing."""
    return part * 100 // whole if whole else 0


def file_size(count: int) -> str:
    """84 kB; 1.2 MB. From bytes; a thousand bytes are a kB, and nothing is less than one."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))}{NO_BREAK}kB"
    return f"{count / 1_000_000:.1f}{NO_BREAK}MB"
