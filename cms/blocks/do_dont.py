"""What helps and what does not, side by side."""

from typing import Any

from wagtail.blocks import CharBlock, ListBlock, StructBlock, StructValue

from cms.blocks.finding import Finding


class DoDontBlock(StructBlock):
    do = ListBlock(CharBlock(max_length=300), label="Do", default=[])
    dont = ListBlock(CharBlock(max_length=300), label="Don’t", default=[])

    def freeze(self, value: StructValue) -> dict[str, Any] | None:
        do, dont = ([line for line in value[side] if line.strip()] for side in ("do", "dont"))
        return {"kind": "do-dont", "do": do, "dont": dont} if do or dont else None

    def findings(self, value: StructValue) -> list[Finding]:
        return []

    class Meta:
        icon = "tick-inverse"
        label = "Do and don’t"
        description = "Two short lists beside one another"
