"""What every page knows."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from lms.core.display import display_of

MenuItem = dict[str, Any]
Builder = Callable[[HttpRequest], list[MenuItem]]

_navigation: list[Builder] = []
_account_menu: list[Builder] = []


def adds_to_navigation(builder: Builder) -> Builder:
    """Packages further down add entries to the main navigation: dicts of ``label``, ``address``, ``icon``.

    An entry with ``last`` stands behind the others, however far up the river it comes from.
    """
    _navigation.append(builder)
    return builder


def adds_to_account_menu(builder: Builder) -> Builder:
    """The same for the menu beneath one's own name."""
    _account_menu.append(builder)
    return builder


@cache
def address(name: str) -> str:
    """Of a page that takes no arguments: looked up once, as it stands on every page."""
    return reverse(name)


def navigation(request: HttpRequest) -> list[MenuItem]:
    items = sorted(_built(_navigation, request), key=lambda item: bool(item.get("last")))
    for item in items:
        item["current"] = request.path.startswith(item["address"])
    return items


def account_menu(request: HttpRequest) -> list[MenuItem]:
    return _built(_account_menu, request)


def _built(builders: list[Builder], request: HttpRequest) -> list[MenuItem]:
    return [item for builder in builders for item in builder(request)]


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "display": display_of(request),
        "SITE_NAME": settings.SITE_NAME,
        "nav_items": SimpleLazyObject(lambda: navigation(request)),
        "account_items": SimpleLazyObject(lambda: account_menu(request)),
    }
