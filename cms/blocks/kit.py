"""All kinds of block together, and freezing a whole stream of them."""

from typing import Any

from wagtail.blocks import StreamBlock, StreamValue

from cms.blocks.content_note import ContentNoteBlock
from cms.blocks.do_dont import DoDontBlock
from cms.blocks.download import DownloadBlock
from cms.blocks.finding import Finding
from cms.blocks.key_fact import KeyFactBlock
from cms.blocks.picture import PictureBlock
from cms.blocks.quotation import QuotationBlock
from cms.blocks.reflection import ReflectionBlock
from cms.blocks.table import TableBlock
from cms.blocks.text import TextBlock
from cms.blocks.vignette import VignetteBlock
from cms.rules import body_format

__all__ = ["ContentKit", "Finding", "ShortKit"]


class FreezingStream(StreamBlock):
    """A stream whose blocks freeze themselves."""

    def freeze(self, value: StreamValue | None) -> list[dict[str, Any]]:
        """The blocks in their frozen form; what says nothing is left out.

        What should say something and cannot leaves a ``missing`` block in its place, for authors to see.
        Nothing with one in it can be released.
        """
        rows = [
            child.block.freeze(child.value) or _missing(child.block.findings(child.value))
            for child in value or []
        ]
        return [row for row in rows if row]

    def findings(self, value: StreamValue | None) -> list[Finding]:
        return [finding for child in value or [] for finding in child.block.findings(child.value)]

    def suggested_minutes(self, value: StreamValue | None) -> int:
        return body_format.minutes_to_read(self.freeze(value))


def _missing(found: list[Finding]) -> dict[str, Any] | None:
    words = " ".join(finding.words for finding in found if finding.mend_first)
    return {"kind": body_format.MISSING, "words": words} if words else None


class ContentKit(FreezingStream):
    text = TextBlock()
    picture = PictureBlock()
    key_fact = KeyFactBlock()
    vignette = VignetteBlock()
    reflection = ReflectionBlock()
    do_dont = DoDontBlock()
    quotation = QuotationBlock()
    table = TableBlock()
    content_note = ContentNoteBlock()
    download = DownloadBlock()


class ShortKit(FreezingStream):
    """For what stands before a quiz."""

    text = TextBlock()
    picture = PictureBlock()
    content_note = ContentNoteBlock()
