from importlib import import_module

from django.apps import AppConfig


class ActivityKindConfig(AppConfig):
    name = "tests.activity_kind"
    label = "activity_kind"

    def ready(self) -> None:
        import_module("tests.activity_kind.views")
