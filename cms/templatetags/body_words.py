"""How a frozen source is said."""

from datetime import date
from typing import Any

from django import template

from lms.core.templatetags.words import uk_date

register = template.Library()


@register.filter
def iso_date(day: str) -> str:
    """``{{ block.on|iso_date }}``: 23 November 2026."""
    return uk_date(date.fromisoformat(day))


@register.simple_tag
def source_words(source: dict[str, Any] | None) -> dict[str, str]:
    """``{% source_words block.source as words %}``: its parts in words; empty for none."""
    if not source:
        return {}
    title, publisher, checked = source["title"], source.get("publisher", ""), source.get("checked_on")
    return {
        "name": f"{title}, {publisher}" if publisher else title,
        "title": title,
        "publisher": publisher,
        "address": source.get("address", ""),
        "note": f"checked {uk_date(date.fromisoformat(checked))}" if checked else "",
    }
