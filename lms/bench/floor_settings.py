"""The bare page F: session and sign-in, nothing else. Same database, same people, same server."""

from lms.bench.site_settings import *  # noqa: F403

INSTALLED_APPS = [
    "lms.core",
    "lms.people",
    "lms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
MIDDLEWARE = [
    "lms.bench.middleware.CountingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ROOT_URLCONF = "lms.bench.floor"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
