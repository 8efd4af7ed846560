"""Drawing, in the background."""

import logging

from celery import shared_task
from django.utils import timezone

from certificates import actions
from certificates.models import Drawing
from certificates.pdf import NoGlyphError
from lms.core.work import Claim

logger = logging.getLogger(__name__)


@shared_task(name="certificates.draw")
def draw(*, pk: int, attempt: int, **_: object) -> None:
    claim = Drawing.objects.begin(Claim(pk, attempt), at=timezone.now())
    if claim is None:
        return
    try:
        actions.draw(claim=claim, at=timezone.now())
    except NoGlyphError as error:
        logger.error("Drawing %s needs somebody: %s", pk, error)
        Drawing.objects.stop(claim, error=str(error))
    except Exception as error:
        logger.exception("Drawing %s failed", pk)
        Drawing.objects.fail(claim, error=repr(error), at=timezone.now())
