"""A file to take away."""

from typing import Any

from wagtail.blocks import CharBlock, StructBlock, StructValue
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.models import AbstractDocument

from cms.blocks.copies import is_whole
from cms.blocks.finding import Finding


class DownloadBlock(StructBlock):
    document = DocumentChooserBlock(label="File")
    title = CharBlock(max_length=200, required=False, label="What it is", help_text="Or else its own title.")

    def freeze(self, value: StructValue) -> dict[str, Any] | None:
        document = value["document"]
        kept = _copy(document)
        if kept is None:
            return None
        return {
            "kind": "download",
            "src": kept.src,
            "title": value["title"] or document.title,
            "bytes": kept.bytes,
            "type": (document.file_extension or "file").upper(),
        }

    def findings(self, value: StructValue) -> list[Finding]:
        document = value["document"]
        if document is None:
            return [Finding("A file to download is missing: it was never chosen, or has been deleted.", True)]
        if why_not := _why_not(document):
            return [Finding(f"The file “{document.title}” cannot be downloaded. {why_not}", True)]
        return []

    class Meta:
        icon = "download"
        label = "Download"
        description = "A file to take away"


def _copy(document: AbstractDocument | None) -> Any:
    """Made when it was uploaded; None of a file that was replaced since."""
    kept = getattr(document, "kept_file", None)
    return kept if document and kept and kept.upload == document.file.name else None


def _why_not(document: AbstractDocument) -> str:
    try:
        kept = _copy(document)
        if kept and document.file.storage.exists(document.file.name) and is_whole(kept.src):
            return ""
    except OSError:
        return "It cannot be read just now. Try again in a few minutes, or upload it again."
    return "It is missing or damaged. Upload it again."
