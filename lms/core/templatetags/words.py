"""Filters for words: ``lms.core.words`` in templates. They take None and give nothing."""

import datetime

from django import template
from django.utils import timezone

from lms.core import words

register = template.Library()


@register.filter
def uk_date(when: datetime.date | datetime.datetime | None) -> str:
    """``{{ completion.completed_at|uk_date }}``: 23 November 2026; an instant is read in local time."""
    return words.long_date(_local_day(when)) if when else ""


@register.filter
def uk_time(when: datetime.datetime | datetime.time | None) -> str:
    """``{{ certificate.checked_at|uk_time }}``: 14:30, in local time."""
    if when is None:
        return ""
    return words.clock(_local(when) if isinstance(when, datetime.datetime) else when)


@register.filter
def uk_datetime(when: datetime.datetime | None) -> str:
    """``{{ look.at|uk_datetime }}``: 23 November 2026, 14:30."""
    return f"{uk_date(when)}, {uk_time(when)}" if when else ""


@register.filter
def minutes(count: int | None) -> str:
    """``{{ lesson.minutes|minutes }}``: 12 minutes; 1 hour 30 minutes."""
    return "" if count is None else words.minutes(int(count))


@register.filter
def file_size(count: int | None) -> str:
    """``{{ document.size|file_size }}``: 84 kB; 1.2 MB."""
    return "" if count is None else words.file_size(count)


@register.filter
def counted(count: int, noun: str) -> str:
    """``{{ left|counted:"question" }}``: 3 questions; ``{{ seen|counted:"person,people" }}``: 3 people."""
    singular, _, plural = noun.partition(",")
    return words.counted(count, singular, plural)


@register.filter
def needed(least: int, total: int) -> str:
    """``{{ quiz.needed|needed:total }}``: 8 of 9 needed."""
    return words.needed(least, total)


@register.filter
def percentage(done: int, total: int) -> int:
    """``{{ done|percentage:total }}``: how far, rounded down so that 100 means all of it."""
    return words.percentage(done, total)


def _local_day(when: datetime.date | datetime.datetime) -> datetime.date:
    return _local(when).date() if isinstance(when, datetime.datetime) else when


def _local(when: datetime.datetime) -> datetime.datetime:
    return timezone.localtime(when) if timezone.is_aware(when) else when
