"""A file to take away."""

from typing import Any

from wagtail.blocks import CharBlock, StructBlock, StructValue
from wagtail.documents.blocks import DocumentChooserBlock

from cms.blocks.finding import Finding
from cms.blocks.kept import keep_copy


class DownloadBlock(StructBlock):
    document = DocumentChooserBlock(label="File")
    title = CharBlock(max_length=200, required=False, label="What it is", help_text="Or else its own title.")

    def freeze(self, value: StructValue) -> dict[str, Any] | None:
        document = value["document"]
        if document is None:
            return None
        try:
            with document.file.open("rb") as file:
                content = file.read()
        except OSError:
            return None
        return {
            "kind": "download",
            "src": keep_copy(content, document.file_extension),
            "title": value["title"] or document.title,
            "bytes": len(content),
            "type": (document.file_extension or "file").upper(),
        }

    def findings(self, value: StructValue) -> list[Finding]:
        if value["document"] is None:
            return [Finding("A file to download is missing: it was never chosen, or has been deleted.", True)]
        return []

    class Meta:
        icon = "download"
        label = "Download"
        description = "A file to take away"
