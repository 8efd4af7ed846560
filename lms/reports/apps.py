from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "lms.reports"
    label = "reports"
    verbose_name = "Reports"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from lms.reports.views import navigation

        user_logged_in.connect(navigation.remember_at_sign_in, dispatch_uid="reports.who_manages")
