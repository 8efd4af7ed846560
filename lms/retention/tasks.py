"""Each night, in the small hours: planned by beat, done by whichever worker comes first."""

import logging
from datetime import timedelta
from time import monotonic

from celery import shared_task
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from lms.core.models import RetentionRun
from lms.core.work import Claim
from lms.retention import job

logger = logging.getLogger(__name__)

#: Seconds after which it makes room for other work, and goes on from where it is. Well within a lease.
A_WHILE = 8
PAUSE = timedelta(seconds=2)
DATABASE_AWAY = timedelta(minutes=1)


@shared_task(name="lms.plan_retention")
def plan_retention(**_: object) -> None:
    """Run often by beat: a night has its row the day before, so that none is missed if beat is down then."""
    job.plan(night=timezone.localdate() + timedelta(days=1))


@shared_task(name="lms.keep_retention")
def keep_retention(*, pk: int, attempt: int, **_: object) -> None:
    claim = RetentionRun.objects.begin(Claim(pk, attempt), at=timezone.now())
    if claim is None:
        return
    until = monotonic() + A_WHILE
    while monotonic() < until:
        try:
            if job.advance(claim, at=timezone.now()) is None:
                return
        except (OperationalError, InterfaceError) as error:
            logger.exception("The database is away")
            RetentionRun.objects.put_off(claim, error=repr(error), until=timezone.now() + DATABASE_AWAY)
            return
    RetentionRun.objects.put_off(claim, error="", until=timezone.now() + PAUSE)
