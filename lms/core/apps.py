from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "lms.core"
    label = "core"
    verbose_name = "Foundations"

    def ready(self) -> None:
        from lms.core import append_only, checks, waiting_invariants  # noqa: F401

        post_migrate.connect(append_only.install_after_migrating, dispatch_uid="append_only")
