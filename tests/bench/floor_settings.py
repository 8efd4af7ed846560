"""The bare page F: session and sign-in, nothing else. Same database, same people, same server."""

from pathlib import Path

from tests.bench.site_settings import *  # noqa: F403

INSTALLED_APPS = [
    "tests.bench.bare_apps.Account" if app == "allauth.account" else app
    for app in INSTALLED_APPS  # noqa: F405
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
MIDDLEWARE = [
    "tests.bench.middleware.CountingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ROOT_URLCONF = "tests.bench.floor"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
    }
]
