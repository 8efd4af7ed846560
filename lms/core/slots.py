"""Places on a page that packages further down the river may fill, without the page knowing them."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

Filler = Callable[[HttpRequest, Any], str]

_fillers: dict[str, list[Filler]] = defaultdict(list)


def fills(name: str) -> Callable[[Filler], Filler]:
    """Make a function fill the slot ``name``: it takes request and subject, and returns safe HTML or ""."""

    def register(filler: Filler) -> Filler:
        _fillers[name].append(filler)
        return filler

    return register


def fill(name: str, request: HttpRequest, subject: Any = None) -> SafeString:
    """What every filler of this slot has to say, in the order they were registered."""
    return mark_safe("".join(filler(request, subject) for filler in _fillers[name]))
