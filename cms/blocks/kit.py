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
from cms.rules import frozen

__all__ = ["ContentKit", "Finding", "ShortKit"]


class FreezingStream(StreamBlock):
    """A stream whose blocks freeze themselves."""

    def freeze(self, value: StreamValue | None) -> list[dict[str, Any]]:
        """The blocks in their frozen form; what is empty, or points to nothing any more, is left out."""
        rows = [child.block.freeze(child.value) for child in value or []]
        return [row for row in rows if row]

    def findings(self, value: StreamValue | None) -> list[Finding]:
        return [finding for child in value or [] for finding in child.block.findings(child.value)]

    def suggested_minutes(self, value: StreamValue | None) -> int:
        return frozen.minutes_to_read(self.freeze(value))


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
