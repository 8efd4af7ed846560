from django.apps import AppConfig


class WrittenWordConfig(AppConfig):
    name = "tests.written_word"
    label = "written_word"

    def import_models(self) -> None:
        super().import_models()
        from tests.written_word import rule  # noqa: F401 - makes the kind known by name
