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
            f"The trigger {name} is missing from the database.",
            hint="Run “python -m lms migrate”: triggers are installed again after every migration.",
            id="core.W001",
        )
        for alias in databases or []
        for name in append_only.missing(alias)
    ]
