"""Headings, paragraphs, lists and links."""

from typing import Any

from wagtail.blocks import RichTextBlock
from wagtail.rich_text import RichText, expand_db_html

from cms.blocks.finding import Finding
from cms.rules.clean_html import cleaned, plain

TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]
SHORT_TEXT = ["bold", "italic", "ol", "ul", "link"]
LONGEST_WITHOUT_HEADING = 450  # words


def freeze_rich_text(value: RichText | str | None, *, inline: bool = False) -> str:
    """Links resolved, then cleaned: what is released never looks back at the page it came from."""
    source = value.source if isinstance(value, RichText) else value or ""
    return cleaned(expand_db_html(source), inline=inline)


class TextBlock(RichTextBlock):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": TEXT, **options})

    def freeze(self, value: RichText) -> dict[str, Any] | None:
        html = freeze_rich_text(value)
        return {"kind": "text", "html": html} if plain(html) else None

    def findings(self, value: RichText) -> list[Finding]:
        html = freeze_rich_text(value)
        if len(plain(html).split()) > LONGEST_WITHOUT_HEADING and "<h" not in html:
            return [Finding("A long text has no headings. Two or three make it easier to read.")]
        return []

    class Meta:
        icon = "pilcrow"
        label = "Text"
        description = "Headings, paragraphs, lists and links"
