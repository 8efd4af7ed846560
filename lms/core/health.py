"""/healthz: the process answers. /readyz: it can do its work."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lms.core import append_only, trouble, work

PATIENCE = timedelta(minutes=2)  # until somebody has come for work that is due
MOST_PATIENCE = timedelta(minutes=15)  # until it is done


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 if all is well, else 503; the body names each thing that was looked at.

    What is only *said* waits for a person or for something outside: pages can be served all the same.
    """
    findings = {name: _look(check) for name, check in _checks.items()}
    ready = all(finding == "ok" for finding in findings.values())
    said = {name: _look(check) for name, check in _said.items()}
    return JsonResponse({"ready": ready, **findings, **said}, status=200 if ready else 503)


def _look(check: Callable[[], str]) -> str:
    try:
        return check()
    except Error as error:
        if trouble.of_database(error):
            connections[DEFAULT_DB_ALIAS].close()
        return type(error).__name__


def _database() -> str:
    """That it answers, and can be written to: a copy that took over half-way answers as well."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('transaction_read_only')")
            read_only = cursor.fetchone() != ("off",)
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        file = str(connection.settings_dict["NAME"])
        read_only = os.path.exists(file) and not os.access(file, os.W_OK)
    if read_only:
        if not connection.in_atomic_block:
            connection.close()  # the next one may find another
        return "read-only"
    return "ok"


def _migrations() -> str:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(waiting)} to be applied" if waiting else "ok"


def _triggers() -> str:
    missing = append_only.missing()
    return f"missing: {', '.join(missing)}" if missing else "ok"


def _static_files() -> str:
    """What this process believes was collected, and whether it is there."""
    storage: Any = staticfiles_storage
    if not hasattr(storage, "hashed_files"):
        return "ok"  # nothing is collected for tests
    names = storage.hashed_files.values()
    if not names:
        return "none were collected when this process began"
    root = Path(str(storage.location))
    missing = [name for name in names if not (root / name).is_file()]
    return f"missing: {len(missing)} of {len(names)}" if missing else "ok"


def _oldest_waiting_work() -> str:
    late = [
        kind._meta.label
        for kind in work.kinds
        if kind.objects.late(work.ago(PATIENCE)).exists()
        or kind.objects.overdue(work.ago(MOST_PATIENCE)).exists()
    ]
    return f"late: {', '.join(late)}" if late else "ok"


def _stopped_work() -> str:
    """The oldest of each kind. Its address and reason are for those who may see the page of stopped work."""
    oldest = ((kind, kind.objects.stopped().order_by("pk").first()) for kind in work.kinds)
    named = [f"{kind._meta.label} {row.pk} of {row.made_at:%Y-%m-%d %H:%M}" for kind, row in oldest if row]
    return f"oldest: {', '.join(named)}" if named else "ok"


def _held_work() -> str:
    oldest = ((kind, kind.objects.held().order_by("held_since").first()) for kind in work.kinds)
    named = [f"{kind._meta.label} since {row.held_since:%Y-%m-%d %H:%M}" for kind, row in oldest if row]
    return f"by trouble outside: {', '.join(named)}" if named else "ok"


_checks = {
    "database": _database,
    "migrations": _migrations,
    "triggers": _triggers,
    "static_files": _static_files,
    "oldest_waiting_work": _oldest_waiting_work,
}
_said = {"stopped_work": _stopped_work, "held_work": _held_work}
