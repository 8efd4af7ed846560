"""One fact worth keeping, and where it comes from."""

from typing import Any

from wagtail.blocks import StructBlock, StructValue, TextBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.finding import Finding


class KeyFactBlock(StructBlock):
    text = TextBlock(rows=2, max_length=600, label="The fact, in a sentence or two")
    source = SnippetChooserBlock("cms.Source", required=False, label="Where it comes from")

    def freeze(self, value: StructValue) -> dict[str, Any] | None:
        if not (value["text"] or "").strip():
            return None
        source = value["source"].freeze() if value["source"] else None
        return {"kind": "key-fact", "text": value["text"].strip(), "source": source}

    def findings(self, value: StructValue) -> list[Finding]:
        if value["source"] is None:
            return [Finding("A key fact does not say where it comes from.")]
        return []

    class Meta:
        icon = "key"
        label = "Key fact"
        description = "One fact with its source"
