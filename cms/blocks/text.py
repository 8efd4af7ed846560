"""Headings, paragraphs, lists and links."""

from typing import Any

from wagtail.blocks import RichTextBlock
from wagtail.rich_text import RichText, expand_db_html

from cms.blocks.finding import Finding
from cms.blocks.links import by_key, findings_in_links
from cms.rules.clean_html import cleaned, plain

IN_A_LINE = ["bold", "italic", "superscript", "subscript"]
TEXT = ["h2", "h3", *IN_A_LINE, "ol", "ul", "link"]
SHORT_TEXT = [*IN_A_LINE, "ol", "ul", "link"]
LONGEST_WITHOUT_HEADING = 450  # words


def freeze_rich_text(value: RichText | str | None, *, inline: bool = False) -> str:
    """Links resolved, then cleaned: what is released never looks back at the page it came from."""
    return cleaned(expand_db_html(by_key(_source(value))), inline=inline)


def findings_in_rich_text(value: RichText | str | None) -> list[Finding]:
    return findings_in_links(_source(value))


def _source(value: RichText | str | None) -> str:
    return value.source if isinstance(value, RichText) else value or ""


class TextBlock(RichTextBlock):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": TEXT, **options})

    def freeze(self, value: RichText) -> dict[str, Any] | None:
        html = freeze_rich_text(value)
        return {"kind": "text", "html": html} if plain(html) else None

    def findings(self, value: RichText) -> list[Finding]:
        html, found = freeze_rich_text(value), findings_in_rich_text(value)
        if len(plain(html).split()) > LONGEST_WITHOUT_HEADING and "<h" not in html:
            found.append(Finding("A long text has no headings. Two or three make it easier to read."))
        return found

    class Meta:
        icon = "pilcrow"
        label = "Text"
        description = "Headings, paragraphs, lists and links"
