from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "lms.notices"
    label = "notices"
    verbose_name = "Notices"

    def ready(self) -> None:
        from lms.notices import listeners  # noqa: F401
