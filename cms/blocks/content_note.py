"""Said before something hard is met."""

from typing import Any

from wagtail.blocks import StructBlock, StructValue, TextBlock

from cms.blocks.finding import Finding


class ContentNoteBlock(StructBlock):
    text = TextBlock(rows=2, label="What is coming, and that one may pause")

    def freeze(self, value: StructValue) -> dict[str, Any] | None:
        text = (value["text"] or "").strip()
        return {"kind": "content-note", "text": text} if text else None

    def findings(self, value: StructValue) -> list[Finding]:
        return []

    class Meta:
        icon = "warning"
        label = "Content note"
        description = "Says beforehand that something hard is coming"
