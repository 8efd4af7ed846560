"""People are looked after on our own pages, so Wagtail's menu does not offer its own."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

OURS_INSTEAD = {"users", "groups"}


@hooks.register("construct_settings_menu")
def leave_out_users_and_groups(request: HttpRequest, menu_items: list[Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in OURS_INSTEAD]
