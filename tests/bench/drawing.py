"""Certificates drawn as a worker draws them, in a process of its own that is told when to begin."""

import json
import sys
import time

from django.db import connection
from django.utils import timezone

from certificates.models import Certificate, Drawing
from certificates.tasks import draw


def draw_when_told() -> None:
    """A line on standard input is a number: so many are drawn, and a line of JSON says how it went."""
    print(json.dumps({"ready": True}), flush=True)  # noqa: T201 - the other process reads it
    for line in sys.stdin:
        print(json.dumps(_draw(int(line))), flush=True)  # noqa: T201


def _draw(count: int) -> dict[str, float]:
    claims = Drawing.objects.claim(at=timezone.now(), limit=count)
    connection.statements = 0
    seconds = []
    for claim in claims:
        began = time.perf_counter()
        draw(pk=claim.pk, attempt=claim.attempt)
        seconds.append(time.perf_counter() - began)
    drawn = Certificate.objects.filter(drawing__in=[claim.pk for claim in claims], pdf_digest__isnull=False)
    sizes = list(drawn.values_list("pdf_bytes", flat=True))
    if len(sizes) != count:
        raise RuntimeError(f"{len(sizes)} of {count} certificates were drawn.")
    return {
        "count": count,
        "statements": connection.statements - 1,
        "size": sum(sizes),
        "seconds": sorted(seconds)[count // 2],
    }
