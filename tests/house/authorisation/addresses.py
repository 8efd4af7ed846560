"""Every address that the resolver knows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

OURS = ("lms", "cms", "courses", "certificates")


@dataclass(frozen=True)
class Address:
    name: str  # with its namespaces; the route where it has none
    route: str
    is_ours: bool
    takes_arguments: bool


def addresses() -> list[Address]:
    return list(_walk(get_resolver().url_patterns, "", "", False))


def _walk(patterns: list[Any], before: str, space: str, takes_arguments: bool) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern).lstrip("^")
        takes = takes_arguments or bool(pattern.pattern.converters or pattern.pattern.regex.groups)
        if isinstance(pattern, URLResolver):
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, route, inside, takes)
        else:
            yield _address(pattern, route, space, takes)


def _address(pattern: URLPattern, route: str, space: str, takes_arguments: bool) -> Address:
    view: Callable[..., Any] = pattern.callback
    module = getattr(view, "view_class", view).__module__
    return Address(
        name=f"{space}{pattern.name}" if pattern.name else route,
        route=route,
        is_ours=module.split(".")[0] in OURS,
        takes_arguments=takes_arguments,
    )
