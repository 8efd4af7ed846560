"""The Celery app. Its settings are Django's, with the prefix ``CELERY_``."""

import os

from celery import Celery
from celery.signals import worker_process_init
from django.conf import settings
from django.utils.module_loading import import_string
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
TRANSPORT_ALIASES["filesystem"] = "lms.core.broker:Transport"

app = Celery("lms")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect(weak=False)
def begin_traces(**_: object) -> None:
    if settings.TRACES_ENDPOINT:
        import_string("lms.traces.trace")("pier-worker")
