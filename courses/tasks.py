"""Marking again, in the background."""

import time
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from courses.actions.marking import mark_batch_again
from courses.models import Remarking
from lms.core import trouble
from lms.core.work import LEASE, Claim

SECONDS_AT_A_TIME = LEASE.total_seconds() / 3  # well before the worker's own time is up


@shared_task(name="courses.mark_again")
def mark_again(*, pk: int, attempt: int, **_: object) -> None:
    trouble.carry_out(Remarking, Claim(pk, attempt), _mark_again)


def _mark_again(claim: Claim) -> None:
    began = time.monotonic()
    while mark_batch_again(claim=claim, at=timezone.now()):
        if time.monotonic() - began > SECONDS_AT_A_TIME:
            raise trouble.NotNow("", timedelta(0))  # what is left is claimed again
