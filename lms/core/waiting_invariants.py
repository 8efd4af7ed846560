"""What must be true of work and mail at any time."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count

from lms.core import append_only, work
from lms.core.invariants import at_any_of, happened_since, happens, invariant
from lms.core.models import OutgoingMail

for kind in work.kinds:
    happens(kind, at_any_of("made_at", "done_at"))


@invariant("I10", "No work has waited for more than an hour.")
def work_that_waits_too_long(at: datetime) -> Iterable[Any]:
    """However long ago it began to wait."""
    for kind in work.kinds:
        yield from kind.objects.overdue(at - timedelta(hours=1)).iterator(chunk_size=100)


@invariant("I12", "No mail was posted twice for the same cause.")
def mails_posted_twice(at: datetime, since: datetime | None = None) -> Iterable[Any]:
    mails = OutgoingMail.objects.all()
    keys = happened_since(mails, since).values("key")
    concerned = mails.filter(key__in=keys) if since else mails
    return concerned.values("key").annotate(times=Count("pk")).filter(times__gt=1)


@invariant("I23w", "What is done was begun.")
def work_done_by_nobody(at: datetime, since: datetime | None = None) -> Iterable[Any]:
    for kind in work.kinds:
        never_begun = kind.objects.filter(state="done", attempts=0)
        yield from happened_since(never_begun, since).iterator(chunk_size=100)


@invariant("I20t", "Every table of facts has the triggers that keep it.")
def missing_triggers(at: datetime) -> Iterable[Any]:
    return append_only.missing()


@invariant("I20d", "No table of facts has its door left open.")
def doors_left_open(at: datetime) -> Iterable[Any]:
    return append_only.left_open()
