from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save

#: Of the apps that are told about migrations, one that comes after all whose permissions groups rest on.
AFTER = "sessions"


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = "Site and content kit"

    def ready(self) -> None:
        post_migrate.connect(make_groups, dispatch_uid="cms.groups")
        post_save.connect(seat_whoever_holds_it, sender="people.RoleHolding", dispatch_uid="cms.seat")


def make_groups(sender: AppConfig, **_: Any) -> None:
    if sender.label == AFTER:
        from cms.permissions import set_up_groups

        set_up_groups()


def seat_whoever_holds_it(instance: Any, **_: Any) -> None:
    """A role that is granted or ended opens or closes the editor with it."""
    from cms.permissions import seat

    seat(instance.user)
