"""The sweep, and the work that belongs to no field."""

import logging

from celery import current_app, shared_task
from django.utils import timezone

from lms.core import events, mail, work
from lms.core.models import MissedEvent, OutgoingMail
from lms.core.work import LEASE, Claim

logger = logging.getLogger(__name__)


@shared_task(name="core.sweep")
def sweep(**_: object) -> None:
    """Run each second by beat: hand out what waits, of every kind. Two at once are harmless."""
    now = timezone.now()
    for kind in work.kinds:
        for claim in kind.objects.claim(at=now):
            current_app.send_task(
                kind.task_name,
                kwargs={"pk": claim.pk, "attempt": claim.attempt},
                expires=LEASE.total_seconds(),
            )


@shared_task(name="core.send_mail")
def send_mail(*, pk: int, attempt: int, **_: object) -> None:
    claim = OutgoingMail.objects.begin(Claim(pk, attempt), at=timezone.now())
    if claim:
        mail.send(claim, at=timezone.now())


@shared_task(name="core.tell_again")
def tell_again(*, pk: int, attempt: int, **_: object) -> None:
    claim = MissedEvent.objects.begin(Claim(pk, attempt), at=timezone.now())
    missed = MissedEvent.objects.claimed(claim).first() if claim else None
    if claim is None or missed is None:
        return
    try:
        events.tell_again(listener=missed.listener, event=missed.event, values=missed.values)
    except Exception as error:
        logger.exception("Told again in vain: %s", missed.listener)
        MissedEvent.objects.fail(claim, error=repr(error), at=timezone.now())
    else:
        MissedEvent.objects.finish(claim, at=timezone.now())
