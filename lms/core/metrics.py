"""/metrics: how much waits, for how long, and how much has stopped, as Prometheus reads it.

Off unless ``METRICS_TOKEN`` is set; asked with ``Authorization: Bearer …``. Everything is read from the
database at that moment, so that it is the same whichever process answers. What to watch stands in
``lms/README.md``.
"""

import hmac
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Min, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from lms.core import work


class WorkCollector(Collector):
    """One statement for each kind of work."""

    def collect(self) -> Iterator[Metric]:
        waiting = GaugeMetricFamily("pier_work_waiting", "Rows of work that wait", labels=["kind"])
        held = GaugeMetricFamily("pier_work_held", "Of those, held by trouble outside", labels=["kind"])
        stopped = GaugeMetricFamily("pier_work_stopped", "Rows that wait for a person", labels=["kind"])
        oldest = GaugeMetricFamily("pier_work_oldest_seconds", "Age of the oldest due", labels=["kind"])
        now = timezone.now()
        for kind in work.kinds:
            label = [kind._meta.label_lower]
            found = kind.objects.exclude(state="done").aggregate(
                waiting=Count("pk", filter=Q(state="waiting")),
                held=Count("pk", filter=Q(state="waiting", held_since__isnull=False)),
                stopped=Count("pk", filter=Q(state="stopped")),
                oldest=Min(
                    "made_at", filter=Q(state="waiting") & (Q(available_at=None) | Q(available_at__lte=now))
                ),
            )
            waiting.add_metric(label, found["waiting"])
            held.add_metric(label, found["held"])
            stopped.add_metric(label, found["stopped"])
            age = (now - found["oldest"]).total_seconds() if found["oldest"] else 0
            oldest.add_metric(label, max(0, age))
        yield from (waiting, held, stopped, oldest)


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    said = request.headers.get("Authorization", "")
    expected = f"Bearer {settings.METRICS_TOKEN}"
    if not settings.METRICS_TOKEN or not hmac.compare_digest(said.encode(), expected.encode()):
        raise Http404
    registry = CollectorRegistry(auto_describe=False)
    registry.register(WorkCollector())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
