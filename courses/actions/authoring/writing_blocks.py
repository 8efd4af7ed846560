"""Blocks of a manuscript as the content kit takes them."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import PurePath
from typing import Any, Protocol

from django.core.files.base import ContentFile
from PIL import Image as Opened
from wagtail.documents.models import Document
from wagtail.images.models import Image

from cms.models import Source
from cms.rules.clean_html import cleaned
from lms.people.models import User

Block = Mapping[str, Any]


class AtHand(Protocol):
    """What a block may point to, where its files are read, and whose they will be."""

    sources: dict[str, Source]
    by: User

    @property
    def read(self) -> Callable[[str], bytes]: ...


def stream_of(blocks: Sequence[Block] | str, desk: AtHand) -> str | list[Any]:
    """What a StreamField is given. Words alone are one paragraph."""
    if isinstance(blocks, str):
        return [("text", f"<p>{cleaned(blocks)}</p>")] if blocks else []
    return [(block["kind"], VALUES[block["kind"]](block, desk)) for block in blocks]


def _text(block: Block, desk: AtHand) -> str:
    return cleaned(block["html"])


def _picture(block: Block, desk: AtHand) -> dict[str, Any]:
    content = desk.read(block["file"])
    width, height = Opened.open(BytesIO(content)).size
    title = PurePath(block["file"]).stem.replace("-", " ").capitalize()
    image = Image(title=title, width=width, height=height, uploaded_by_user=desk.by)
    image.file = ContentFile(content, PurePath(block["file"]).name)
    image.save()
    return {"image": image, "alt": block["alt"], "caption": block.get("caption", "")}


def _download(block: Block, desk: AtHand) -> dict[str, Any]:
    document = Document(title=block["title"], uploaded_by_user=desk.by)
    document.file = ContentFile(desk.read(block["file"]), PurePath(block["file"]).name)
    document.save()
    return {"document": document, "title": block["title"]}


def _table(block: Block, desk: AtHand) -> dict[str, Any]:
    return {
        "columns": [{"type": "text", "heading": heading} for heading in block["header"]],
        "rows": [{"values": list(row)} for row in block["rows"]],
        "caption": block.get("caption", ""),
    }


def _key_fact(block: Block, desk: AtHand) -> dict[str, Any]:
    return {"text": block["text"], "source": desk.sources[block["source"]] if block.get("source") else None}


def _vignette(block: Block, desk: AtHand) -> dict[str, Any]:
    return {
        "title": block["title"],
        "story": cleaned(block["html"]),
        "questions": list(block.get("questions", [])),
        "teaching_point": block.get("teaching_point", ""),
    }


def _as_named(*names: str) -> Callable[[Block, AtHand], dict[str, Any]]:
    def value(block: Block, desk: AtHand) -> dict[str, Any]:
        return {name: block.get(name, "") for name in names}

    return value


def _do_dont(block: Block, desk: AtHand) -> dict[str, Any]:
    return {"do": list(block.get("do", [])), "dont": list(block.get("dont", []))}


VALUES: dict[str, Callable[[Block, AtHand], Any]] = {
    "text": _text,
    "picture": _picture,
    "download": _download,
    "table": _table,
    "key_fact": _key_fact,
    "vignette": _vignette,
    "do_dont": _do_dont,
    "quotation": _as_named("text", "attribution"),
    "reflection": _as_named("prompt"),
    "content_note": _as_named("text"),
}
