"""What must be true of work and mail at any time."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count

from lms.core import append_only, work
from lms.core.invariants import invariant
from lms.core.models import OutgoingMail


@invariant("I10", "No work has waited for more than an hour.")
def work_that_waits_too_long(at: datetime) -> Iterable[Any]:
    for kind in work.kinds:
        yield from kind.objects.late(at - timedelta(hours=1))


@invariant("I12", "No mail was posted twice for the same cause.")
def mails_posted_twice(at: datetime) -> Iterable[Any]:
    return OutgoingMail.objects.values("key").annotate(times=Count("pk")).filter(times__gt=1)


@invariant("I23w", "What is done was begun.")
def work_done_by_nobody(at: datetime) -> Iterable[Any]:
    for kind in work.kinds:
        yield from kind.objects.filter(state="done", attempts=0)


@invariant("I20t", "Every table of facts has the triggers that keep it.")
def missing_triggers(at: datetime) -> Iterable[Any]:
    return append_only.missing()
