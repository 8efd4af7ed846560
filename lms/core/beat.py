"""The clock of the site: rings for a sweep each second, and stops ringing where nobody comes."""

from typing import Any

from celery.beat import PersistentScheduler

from lms.core import broker

MOST_WAITING = 10


class Scheduler(PersistentScheduler):
    """Without a worker, a second's message each would fill folder or memory within days."""

    def apply_async(self, entry: Any, *arguments: Any, **options: Any) -> Any:
        if broker.is_full(self.app, entry.task, most=MOST_WAITING):
            return None
        return super().apply_async(entry, *arguments, **options)
