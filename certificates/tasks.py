"""Drawing, in the background."""

from celery import shared_task
from django.utils import timezone

from certificates import actions
from certificates.models import Drawing
from certificates.pdf import CannotBeDrawnError
from lms.core import trouble
from lms.core.work import Claim


@shared_task(name="certificates.draw")
def draw(*, pk: int, attempt: int, **_: object) -> None:
    trouble.carry_out(Drawing, Claim(pk, attempt), _draw)


def _draw(claim: Claim) -> None:
    try:
        actions.draw(claim=claim, at=timezone.now())
    except CannotBeDrawnError as error:
        raise trouble.Never(str(error)) from error
