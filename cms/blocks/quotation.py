"""Somebody's own words."""

from typing import Any

from wagtail.blocks import CharBlock, StructBlock, StructValue, TextBlock

from cms.blocks.finding import Finding


class QuotationBlock(StructBlock):
    text = TextBlock(rows=3, label="Their words")
    attribution = CharBlock(max_length=200, required=False, label="Whose words they are")

    def freeze(self, value: StructValue) -> dict[str, Any] | None:
        text = (value["text"] or "").strip()
        return {"kind": "quotation", "text": text, "attribution": value["attribution"]} if text else None

    def findings(self, value: StructValue) -> list[Finding]:
        return [] if value["attribution"] else [Finding("A quotation does not say whose words it is.")]

    class Meta:
        icon = "openquote"
        label = "Quotation"
        description = "Somebody’s own words"
