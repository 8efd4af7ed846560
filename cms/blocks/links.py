"""Links to pages of this site. They name the page, not where it is: pages are renamed and moved."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

from wagtail.models import Page
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from cms.blocks.finding import Finding

#: Whoever follows a link is led from here to where the page is at that moment.
ADDRESS = "/page/"
DEAD = "A link leads to a page that is not there any more. Choose another, or take the link out."


#: By number, the keys of pages that were looked up together; None of one that is not there.
Keys = Mapping[int, str | None]
NO_KEYS: Keys = MappingProxyType({})
_looked_up: ContextVar[Keys] = ContextVar("_looked_up", default=NO_KEYS)


def look_up(texts: Iterable[str]) -> Keys:
    """Of all pages that these texts lead to. One statement."""
    numbers = {number for text in texts for number in _pages_in(text)}
    found = _keys_of(numbers)
    return {number: found.get(number) for number in numbers}


@contextmanager
def looked_up(keys: Keys) -> Iterator[None]:
    """Within it links to these pages are followed without asking again."""
    token = _looked_up.set(keys)
    try:
        yield
    finally:
        _looked_up.reset(token)


def by_key(source: str) -> str:
    """Wagtail's links to pages as they are frozen; those to pages that are gone lose their address."""
    keys = _keys_in(source)

    def replaced(found: re.Match[str]) -> str:
        number = _page_in(found[1])
        if number is None:
            return found[0]
        return f'<a href="{ADDRESS}{keys[number]}/">' if number in keys else "<a>"

    return FIND_A_TAG.sub(replaced, source)


def findings_in_links(source: str) -> list[Finding]:
    keys = _keys_in(source)
    return [Finding(DEAD, True)] if any(number not in keys for number in _pages_in(source)) else []


def _keys_in(source: str) -> dict[int, str]:
    known, numbers = _looked_up.get(), _pages_in(source)
    keys = {number: key for number in numbers if (key := known.get(number))}
    return keys | _keys_of(numbers - known.keys())


def _keys_of(numbers: set[int]) -> dict[int, str]:
    if not numbers:
        return {}
    found = Page.objects.filter(pk__in=numbers).values_list("pk", "translation_key")
    return {number: str(key) for number, key in found}


def _pages_in(source: str) -> set[int]:
    numbers = (_page_in(found[1]) for found in FIND_A_TAG.finditer(source))
    return {number for number in numbers if number is not None}


def _page_in(written: str) -> int | None:
    attributes = extract_attrs(written)
    number = attributes.get("id", "")
    return int(number) if attributes.get("linktype") == "page" and number.isdecimal() else None
