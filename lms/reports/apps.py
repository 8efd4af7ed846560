from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "lms.reports"
    label = "reports"
    verbose_name = "Reports"

    def ready(self) -> None:
        from lms.reports.views import navigation  # noqa: F401
