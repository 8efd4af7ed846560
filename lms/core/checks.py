"""System checks: what must hold before the site starts."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, Warning, register

from lms.core import append_only


@register(Tags.database)
def facts_are_kept(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Each append-only table has its triggers.

    A warning, since ``migrate``, which mends it, refuses to run on errors; the build and the start of the
    site call ``check --database default --fail-level WARNING``.
    """
    return [
        Warning(
            f"The trigger {name} is missing from the database, switched off, or another than it should be.",
            hint="Run “python -m lms migrate”: triggers are installed again after every migration.",
            id="core.W001",
        )
        for alias in databases or []
        for name in append_only.missing(alias)
    ]


@register(Tags.database)
def no_door_is_left_open(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """On SQLite a row opens the door; it is never there between transactions, unless somebody wrote it."""
    return [
        Warning(
            f"Rows of {table} may be deleted by anybody: its door was left open.",
            hint="Run “python -m lms migrate”, which closes it, and find out who wrote into core_opendoor.",
            id="core.W002",
        )
        for alias in databases or []
        for table in append_only.left_open(alias)
    ]
