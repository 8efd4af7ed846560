"""Copies of everything, in the background."""

from celery import shared_task
from django.utils import timezone

from lms.core import trouble
from lms.core.work import Claim
from lms.reports import actions
from lms.reports.models import PersonalCopy


@shared_task(name="reports.copy_everything")
def copy_everything(*, pk: int, attempt: int, **_: object) -> None:
    trouble.carry_out(PersonalCopy, Claim(pk, attempt), _make)


def _make(claim: Claim) -> None:
    actions.make_copy(claim=claim, at=timezone.now())
