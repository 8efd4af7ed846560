"""Rows and columns of words."""

from typing import Any

from wagtail.blocks import CharBlock
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock

from cms.blocks.finding import Finding


class TableBlock(TypedTableBlock):
    text = CharBlock(required=False, label="Column of words")

    def freeze(self, value: TypedTable | None) -> dict[str, Any] | None:
        if not value or not value.columns or not value.row_data:
            return None
        return {
            "kind": "table",
            "caption": value.caption or "",
            "header": [column["heading"] or "" for column in value.columns],
            "rows": [[cell or "" for cell in row["values"]] for row in value.row_data],
        }

    def findings(self, value: TypedTable | None) -> list[Finding]:
        if value and value.columns and not value.caption:
            return [Finding("A table does not say in its caption what it is about.")]
        return []

    class Meta:
        icon = "table"
        label = "Table"
        description = "Rows and columns of words"
