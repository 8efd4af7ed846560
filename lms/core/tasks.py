"""The sweep, and the work that belongs to no field."""

import logging

from celery import current_app, shared_task
from celery.signals import task_failure
from django.conf import settings
from django.db import connection
from django.utils import timezone

from lms.core import broker, events, mail, trouble, work
from lms.core.models import MissedEvent, OutgoingMail
from lms.core.work import Claim

logger = logging.getLogger(__name__)


@shared_task(name="core.sweep")
def sweep(**_: object) -> None:
    """Run each second by beat: hand out what waits, of every kind. Two at once are harmless."""
    for kind in work.kinds:
        if not kind.objects.due().exists():
            continue
        if broker.is_full(current_app, kind.task_name):
            logger.info("Nobody takes %s: no more is handed out", kind.task_name)  # as /readyz will say
            continue
        for claim in kind.objects.claim():
            current_app.send_task(
                kind.task_name,
                kwargs={"pk": claim.pk, "attempt": claim.attempt},
                expires=kind.lease.total_seconds(),
            )


@shared_task(
    name="core.send_mail",
    soft_time_limit=settings.MAIL_LEASE_SECONDS * 2 // 3,
    time_limit=settings.MAIL_LEASE_SECONDS * 5 // 6,
)
def send_mail(*, pk: int, attempt: int, **_: object) -> None:
    trouble.carry_out(OutgoingMail, Claim(pk, attempt), lambda claim: mail.send(claim, at=timezone.now()))


@shared_task(name="core.tell_again")
def tell_again(*, pk: int, attempt: int, **_: object) -> None:
    trouble.carry_out(MissedEvent, Claim(pk, attempt), _tell_again)


def _tell_again(claim: Claim) -> None:
    missed = MissedEvent.objects.claimed(claim).first()
    if missed is not None:
        events.tell_again(listener=missed.listener, event=missed.event, values=missed.values)
        MissedEvent.objects.finish(claim, at=timezone.now())


@task_failure.connect
def leave_a_database_in_trouble(exception: BaseException | None = None, **_: object) -> None:
    """One that can only be read answers when asked whether it is there: we would stay with it for ever."""
    if trouble.of_database(exception):
        connection.close()
