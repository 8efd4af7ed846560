"""Where the time of a request or task goes, told to an OpenTelemetry collector.

Only where ``OTEL_EXPORTER_OTLP_ENDPOINT`` is set is this module read, and what it imports needed; the other
standard variables (headers, sampling) hold as OpenTelemetry describes them. A trace says which route, which
statement and which task, how long and how it ended: no address, no query, no message of an error, for these
name people and open invitations.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.celery import CeleryInstrumentor
from opentelemetry.instrumentation.django import DjangoInstrumentor
from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import Event, ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExportResult

#: What an attribute's name begins with. Whatever a later version adds is left out until somebody looks.
KEPT = (
    "http.method",
    "http.request.method",
    "http.route",
    "http.status_code",
    "http.response.status_code",
    "db.system",
    "db.statement",
    "db.query.text",
    "celery.action",
    "celery.state",
    "celery.task_name",
    "messaging.message",
    "messaging.destination",
    "exception.type",
)


class Exporter(OTLPSpanExporter):
    """Sends of each span only what is ``KEPT``."""

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        return super().export([_shortened(span) for span in spans])


def trace(service: str) -> None:
    """Begin, in this process: after a fork, before the first request. ``service`` is the process's name."""
    provider = TracerProvider(resource=Resource.create({"service.name": service}))
    provider.add_span_processor(BatchSpanProcessor(Exporter()))
    for instrumentor in (DjangoInstrumentor(), CeleryInstrumentor(), PsycopgInstrumentor()):
        instrumentor.instrument(tracer_provider=provider)


def _shortened(span: ReadableSpan) -> ReadableSpan:
    return ReadableSpan(
        name=span.name,
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes=_kept(span.attributes),
        events=[Event(each.name, _kept(each.attributes), each.timestamp) for each in span.events],
        kind=span.kind,
        status=type(span.status)(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )


def _kept(attributes: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (attributes or {}).items() if name.startswith(KEPT)}
