"""Where gunicorn comes in."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")

if settings.TRACES_ENDPOINT:
    import_string("lms.traces.trace")("pier-web")
application = get_wsgi_application()
