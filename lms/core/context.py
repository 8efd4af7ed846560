"""What every page knows."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

NavItem = dict[str, Any]
_nav_builders: list[Callable[[HttpRequest], list[NavItem]]] = []


def adds_to_navigation(
    builder: Callable[[HttpRequest], list[NavItem]],
) -> Callable[[HttpRequest], list[NavItem]]:
    """Packages further down add entries to the main navigation: dicts of ``label`` and ``address``."""
    _nav_builders.append(builder)
    return builder


def navigation(request: HttpRequest) -> list[NavItem]:
    items = [item for builder in _nav_builders for item in builder(request)]
    for item in items:
        item["current"] = request.path.startswith(item["address"])
    return items


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "SITE_NAME": settings.SITE_NAME,
        "nav_items": SimpleLazyObject(lambda: navigation(request)),
    }
