from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, post_save

#: Of the apps that are told about migrations, one that comes after all whose permissions groups rest on.
AFTER = "sessions"


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = "Site and content kit"

    def ready(self) -> None:
        from cms import listeners

        post_migrate.connect(make_groups, dispatch_uid="cms.groups")
        post_migrate.connect(keep_copies_of_uploads, dispatch_uid="cms.copies")
        post_save.connect(listeners.keep_its_copies, sender="wagtailimages.Image", dispatch_uid="cms.picture")
        post_save.connect(listeners.keep_its_copy, sender="wagtaildocs.Document", dispatch_uid="cms.file")
        post_save.connect(seat_whoever_holds_it, sender="people.RoleHolding", dispatch_uid="cms.seat")


def make_groups(sender: AppConfig, **_: Any) -> None:
    if sender.label == AFTER:
        from cms.permissions import set_up_groups

        set_up_groups()


def keep_copies_of_uploads(sender: AppConfig, using: str, **_: Any) -> None:
    """Of what was uploaded before copies were made at once. Does nothing while there is no table for them."""
    if sender.label == AFTER and "cms_keptpicture" in connections[using].introspection.table_names():
        from cms.actions import keep_what_was_not_kept

        keep_what_was_not_kept()


def seat_whoever_holds_it(instance: Any, **_: Any) -> None:
    """A role that is granted or ended opens or closes the editor with it."""
    from cms.permissions import seat

    seat(instance.user)
