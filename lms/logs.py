"""What is written down while the site runs: lines to read, or JSON for whatever gathers it.

As JSON, each line has the number of its request or task, which goes along from a request to the tasks that it
brings about, and the key of the person; no name, and no address of anybody's computer. Part of
``lms.settings``.
"""

from typing import Any

import structlog

_BEFORE = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso"),
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
]


def logging_in(form: str) -> dict[str, Any]:
    """Django's LOGGING, for ``line`` or ``json``."""
    json = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": _BEFORE,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(),
        ],
    }
    line = {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line, "json": json},
        "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["terminal"], "level": "WARNING"},
        "loggers": {
            # Django's own default shows errors in DEBUG only: a page that broke would leave no trace.
            "django": {"handlers": [], "level": "WARNING"},
            "django.request": {"level": "ERROR"},  # a 404 is no news
            "django_structlog": {"level": "INFO"},  # each request once it is answered
        },
    }


def configure() -> None:
    """structlog's own loggers write by the same handlers."""
    structlog.configure(
        processors=[*_BEFORE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
