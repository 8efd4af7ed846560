"""The Celery app with a fault: every message is sent twice."""

from typing import Any

from lms.celery import app

_once = app.send_task


def _twice(*arguments: Any, **options: Any) -> Any:
    _once(*arguments, **options)
    return _once(*arguments, **options)


app.send_task = _twice
