"""/healthz: the process answers. /readyz: it can do its work."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lms.core import append_only, work

PATIENCE = timedelta(minutes=2)


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 if all is well, else 503; the body names each thing that was looked at."""
    findings = {name: _look(check) for name, check in _checks.items()}
    ready = all(finding == "ok" for finding in findings.values())
    return JsonResponse({"ready": ready, **findings}, status=200 if ready else 503)


def _look(check: Callable[[], str]) -> str:
    try:
        return check()
    except Error as error:
        return type(error).__name__


def _database() -> str:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _migrations() -> str:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(waiting)} to be applied" if waiting else "ok"


def _triggers() -> str:
    missing = append_only.missing()
    return f"missing: {', '.join(missing)}" if missing else "ok"


def _oldest_waiting_work() -> str:
    long_ago = timezone.now() - PATIENCE
    late = [kind._meta.label for kind in work.kinds if kind.objects.late(long_ago).exists()]
    return f"late: {', '.join(late)}" if late else "ok"


_checks = {
    "database": _database,
    "migrations": _migrations,
    "triggers": _triggers,
    "oldest_waiting_work": _oldest_waiting_work,
}
