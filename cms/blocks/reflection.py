"""A question to stop at. Nothing that anyone thinks of is stored."""

from typing import Any

from wagtail.blocks import StructBlock, StructValue, TextBlock

from cms.blocks.finding import Finding


class ReflectionBlock(StructBlock):
    prompt = TextBlock(rows=2, label="What to think about")

    def freeze(self, value: StructValue) -> dict[str, Any] | None:
        prompt = (value["prompt"] or "").strip()
        return {"kind": "reflection", "prompt": prompt} if prompt else None

    def findings(self, value: StructValue) -> list[Finding]:
        return []

    class Meta:
        icon = "help"
        label = "Stop and think"
        description = "A question to stop at; nothing is stored"
