"""A made-up family or visit, with questions to think about."""

from typing import Any

from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock, StructValue
from wagtail.blocks import TextBlock as PlainTextBlock

from cms.blocks.finding import Finding
from cms.blocks.text import SHORT_TEXT, findings_in_rich_text, freeze_rich_text
from cms.rules.clean_html import plain


class VignetteBlock(StructBlock):
    title = CharBlock(max_length=200, label="Heading")
    story = RichTextBlock(features=SHORT_TEXT, label="What happens")
    questions = ListBlock(
        CharBlock(max_length=300), default=[], required=False, label="Questions to think about"
    )
    teaching_point = PlainTextBlock(rows=2, required=False, label="What it teaches")

    def freeze(self, value: StructValue) -> dict[str, Any] | None:
        html = freeze_rich_text(value["story"])
        if not plain(html):
            return None
        return {
            "kind": "vignette",
            "title": value["title"],
            "html": html,
            "questions": [question for question in value["questions"] if question.strip()],
            "teaching_point": (value["teaching_point"] or "").strip(),
        }

    def findings(self, value: StructValue) -> list[Finding]:
        return findings_in_rich_text(value["story"])

    class Meta:
        icon = "group"
        label = "Vignette"
        description = "A made-up family, with questions to think about"
