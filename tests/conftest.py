"""What every test can lean on. The network ends at this machine: see the options in ``pyproject.toml``."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from hypothesis import settings as hypothesis_settings

HERE = Path(__file__).resolve().parent

#: Tests in these folders are of these kinds, without saying so one by one.
KINDS = {"browser", "faults"}

hypothesis_settings.register_profile("house", deadline=None)  # a busy machine is no failure
hypothesis_settings.load_profile("house")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        folder = item.path.relative_to(HERE).parts[0]
        if folder in KINDS:
            item.add_marker(folder)
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return
    for_postgresql = [item for item in items if item.get_closest_marker("postgres")]
    if for_postgresql:
        config.hook.pytest_deselected(items=for_postgresql)
        items[:] = [item for item in items if item not in for_postgresql]


@pytest.fixture(autouse=True)
def the_sites_name_is_known() -> None:
    """Pages look it up every few minutes and keep it: statement counts must not vary by who came first."""
    nameless = {"name": settings.SITE_NAME, "strapline": "", "contact_email": "", "logo_url": ""}
    caches["rendered"].set("site", nameless, timeout=None)


@pytest.fixture
def known_types(db: None) -> None:
    """Content types are looked up once per process: all of them now, or counts would vary by test order."""
    models = apps.get_models()
    ContentType.objects.get_for_models(*models)
    ContentType.objects.get_for_models(*models, for_concrete_models=False)
