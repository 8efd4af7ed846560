from django.apps import AppConfig


class LmsConfig(AppConfig):
    name = "lms"
    label = "lms"
    verbose_name = "Learning platform"

    def ready(self) -> None:
        # Without this, shared tasks are bound to an app that has not read our settings.
        from lms import celery  # noqa: F401
        from lms.retention import tasks  # noqa: F401
