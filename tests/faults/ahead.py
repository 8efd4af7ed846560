"""The Celery app on a machine whose clock is an hour ahead."""

from datetime import timedelta

from django.utils import timezone

from lms.celery import app

__all__ = ["app"]

_right = timezone.now


def _ahead():
    return _right() + timedelta(hours=1)


timezone.now = _ahead
