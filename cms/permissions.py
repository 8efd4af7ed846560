"""What the people behind the site may do in the editor: one group per role, as a table in words."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permission_policies import ModelPermissionPolicy

from cms.models import HomePage, Source
from lms.people.models import User
from lms.people.rules.roles import EDITOR, NETWORK_ADMINISTRATOR, TRAINER

TRAINERS, EDITORS, ADMINISTRATORS = "Trainers", "Editors", "Administrators"
GROUP_OF_ROLE = {TRAINER.key: TRAINERS, EDITOR.key: EDITORS, NETWORK_ADMINISTRATOR.key: ADMINISTRATORS}
GROUPS = tuple(GROUP_OF_ROLE.values())

WRITING = ("add", "change", "publish", "bulk_delete", "lock", "unlock")
#: Whoever may add pictures and files may change and delete their own.
MEDIA = ("wagtailimages.add_image", "wagtailimages.choose_image") + (
    "wagtaildocs.add_document",
    "wagtaildocs.choose_document",
)
MEDIA_OF_OTHERS = ("wagtailimages.change_image", "wagtaildocs.change_document")
#: What every group may do, then what each may do besides. Packages further down add theirs.
EVERYONE = ("wagtailadmin.access_admin",)
MAY: dict[str, set[str]] = {
    TRAINERS: {"cms.add_source", "cms.change_source", "cms.view_source", "cms.delete_source"},
    EDITORS: set(),
    ADMINISTRATORS: {
        "cms.add_source",
        "cms.change_source",
        "cms.view_source",
        "cms.delete_source",
        "cms.change_sitesettings",
    },
}


#: What is done to something of somebody's; adding and looking are not.
CHANGING = {"change", "delete", "publish"}


class TheirOwn(ModelPermissionPolicy):
    """Everybody with the right adds and looks; what is there is changed and deleted by those whose it is."""

    def __init__(self, model: Any, is_theirs: Callable[[Any, Any], bool]) -> None:
        super().__init__(model)
        self.is_theirs = is_theirs

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if not self.user_has_permission(user, action):
            return False
        return action not in CHANGING or is_administrator(user) or self.is_theirs(user, instance)


def is_theirs(user: Any, source: Source) -> bool:
    return bool(source.added_by_id == user.pk)


def is_administrator(user: Any) -> bool:
    return holds(user, ADMINISTRATORS)


def holds(user: Any, *groups: str) -> bool:
    """Asked once per request, and remembered on the person."""
    if not hasattr(user, "names_of_groups"):
        user.names_of_groups = set(user.groups.values_list("name", flat=True))
    return bool(user.is_superuser or user.names_of_groups & set(groups))


def set_up_groups() -> None:
    """Make the groups, and give each exactly what the table says. Safe to run again."""
    for config in apps.get_app_configs():
        if config.label in {named.partition(".")[0] for named in _all_named()}:
            create_permissions(config, verbosity=0)
    Group.objects.filter(name="Moderators").delete()  # Wagtail comes with it; nobody here is one
    for name in GROUPS:
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(_permissions({*EVERYONE, *MAY[name]}))
        _give_media(group, {*MEDIA, *(MEDIA_OF_OTHERS if name == ADMINISTRATORS else ())})
    _give_pages(EDITORS, HomePage.objects.first())
    _give_pages(ADMINISTRATORS, Page.get_first_root_node())


def seat(user: User) -> None:
    """Put a person into the groups of the roles they hold today, and out of the others."""
    held = set(user.role_holdings.open().values_list("role", flat=True))
    wanted = {group for role, group in GROUP_OF_ROLE.items() if role in held}
    seated = set(user.groups.filter(name__in=GROUPS).values_list("name", flat=True))
    user.groups.remove(*Group.objects.filter(name__in=seated - wanted))
    user.groups.add(*Group.objects.filter(name__in=wanted - seated))


def _all_named() -> set[str]:
    return {*EVERYONE, *MEDIA, *MEDIA_OF_OTHERS, "wagtailcore.add_page"}.union(*MAY.values())


def _permissions(named: set[str]) -> list[Permission]:
    return [
        Permission.objects.get(content_type__app_label=label, codename=codename)
        for label, _, codename in (each.partition(".") for each in sorted(named))
    ]


def _give_media(group: Group, named: set[str]) -> None:
    root = Collection.get_first_root_node()
    if root is None:
        return
    wanted = _permissions(named)
    GroupCollectionPermission.objects.filter(group=group).exclude(
        collection=root, permission__in=wanted
    ).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _give_pages(name: str, page: Page | None) -> None:
    """Exactly these rights, on this page and what is beneath it."""
    group = Group.objects.get(name=name)
    if page is None:
        GroupPagePermission.objects.filter(group=group).delete()
        return
    wanted = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=[f"{verb}_page" for verb in WRITING]
    )
    GroupPagePermission.objects.filter(group=group).exclude(page_id=page.pk, permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)
