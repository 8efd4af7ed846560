"""The certificates of months ago, drawn now by the action that the worker calls."""

from collections.abc import Callable
from datetime import datetime, timedelta

from certificates import actions
from certificates.models import Drawing

SECONDS_A_DRAWING = 4


def draw_all(*, at: datetime, progress: Callable[[str], object]) -> int:
    """Each as if a few seconds after it was earned. Whatever is left, the worker draws."""
    claims = Drawing.objects.claim(at=at, limit=1000)
    for number, claimed in enumerate(claims, start=1):
        claim = Drawing.objects.begin(claimed, at=at)
        if claim is None:
            continue
        earned_at = Drawing.objects.values_list("certificate__minted_at", flat=True).get(pk=claim.pk)
        actions.draw(claim=claim, at=min(at, earned_at + timedelta(seconds=SECONDS_A_DRAWING)))
        if number % 10 == 0 or number == len(claims):
            progress(f"{number} of {len(claims)} certificates drawn")
    return len(claims)
