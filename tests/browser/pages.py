"""Every page that we render, by the name of its address: who opens it, and with what.

The list is compared with the resolver: an address without an entry fails the build.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.browser.town import Town

OURS = {"", "core", "people", "cms", "courses", "certificates", "reports", "notices"}


@dataclass(frozen=True)
class Visit:
    """``who`` is a name in the town, empty for somebody who is not signed in."""

    who: str = ""
    about: Callable[[Town], list[Any]] = lambda _: []
    asking: str = ""

    def address(self, name: str, town: Town) -> str:
        return reverse(name, args=self.about(town)) + self.asking


#: Answers to these are no pages: files, figures for machines, or “done, go on there”.
NO_PAGES: dict[str, str] = {
    "healthz": "for machines",
    "readyz": "for machines",
    "component_gallery": "has tests of its own",
}

PAGES: dict[str, Visit] = {}


def names() -> set[str]:
    """The names of all addresses that are ours."""
    return {name for name in _names(get_resolver().url_patterns, "") if not name.startswith("wagtail")}


def _names(patterns: list[URLPattern | URLResolver], within: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            namespace = ":".join(filter(None, [within, pattern.namespace]))
            if namespace in OURS:
                yield from _names(pattern.url_patterns, namespace)
        elif pattern.name:
            yield f"{within}:{pattern.name}" if within else pattern.name
