"""The Celery app. Its settings are Django's, with the prefix ``CELERY_``."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
TRANSPORT_ALIASES["filesystem"] = "lms.core.broker:Transport"

app = Celery("lms")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
