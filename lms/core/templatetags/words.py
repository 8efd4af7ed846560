"""Dates, times, minutes and sizes as people say them. Filters take None and give nothing."""

import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

register = template.Library()

NO_BREAK = "\u00a0"


@register.filter
def uk_date(when: datetime.date | datetime.datetime | None) -> str:
    """``{{ completion.completed_at|uk_date }}``: 23 November 2026; an instant is read in local time."""
    return date_format(local(when), "j F Y") if when else ""


@register.filter
def uk_time(when: datetime.datetime | datetime.time | None) -> str:
    """``{{ certificate.checked_at|uk_time }}``: 14:30, in local time."""
    if when is None:
        return ""
    return date_format(local(when), "H:i") if isinstance(when, datetime.datetime) else when.strftime("%H:%M")


@register.filter
def uk_datetime(when: datetime.datetime | None) -> str:
    """``{{ looked_at|uk_datetime }}``: 23 November 2026, 14:30."""
    return f"{uk_date(when)}, {uk_time(when)}" if when else ""


@register.filter
def minutes(count: int | None) -> str:
    """``{{ lesson.minutes|minutes }}``: 12 minutes; 1 hour 30 minutes."""
    if count is None:
        return ""
    hours, rest = divmod(int(count), 60)
    parts = [counted(hours, "hour")] if hours else []
    if rest or not hours:
        parts.append(counted(rest, "minute"))
    return " ".join(parts)


@register.filter
def file_size(count: int | None) -> str:
    """``{{ document.size|file_size }}``: 84 kB; 1.2 MB."""
    if count is None:
        return ""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))}{NO_BREAK}kB"
    return f"{count / 1_000_000:.1f}{NO_BREAK}MB"


@register.filter
def counted(count: int, noun: str) -> str:
    """``{{ left|counted:"question" }}``: 1 question; 3 questions. For nouns that take an s."""
    return f"{count}{NO_BREAK}{noun}" if count == 1 else f"{count}{NO_BREAK}{noun}s"


@register.filter
def percentage(done: int, total: int) -> int:
    """``{{ done|percentage:total }}``: how far, rounded down so that 100 means all of it."""
    return int(done * 100 / total) if total else 0


def local(when: datetime.date) -> datetime.date:
    return (
        timezone.localtime(when) if isinstance(when, datetime.datetime) and timezone.is_aware(when) else when
    )
