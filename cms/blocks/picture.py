"""A picture, with its words for those who do not see it."""

from typing import Any

from wagtail.blocks import CharBlock, StructBlock, StructValue
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, SourceImageIOError

from cms.blocks.finding import Finding
from cms.blocks.kept import keep_copy

WIDTHS = (480, 960)


def freeze_picture(image: AbstractImage | None, *, alt: str, caption: str = "") -> dict[str, Any] | None:
    """Copied in fixed widths under the digest of its bytes; None where the picture is gone."""
    if image is None:
        return None
    try:
        sizes = [image.get_rendition(f"width-{width}|format-webp") for width in WIDTHS]
        copies = {size.width: (_copy(size), size.height) for size in sizes}
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return None
    widest = max(copies)
    return {
        "src": copies[widest][0],
        "width": widest,
        "height": copies[widest][1],
        "srcset": ", ".join(f"{address} {width}w" for width, (address, _) in sorted(copies.items())),
        "alt": alt,
        "caption": caption,
    }


def _copy(rendition: Any) -> str:
    with rendition.file.open("rb") as file:
        return keep_copy(file.read(), "webp")


class PictureBlock(StructBlock):
    image = ImageChooserBlock(label="Picture")
    alt = CharBlock(
        max_length=300,
        label="What it shows",
        help_text="Read aloud to those who do not see it. Say what matters in it, in a sentence.",
    )
    caption = CharBlock(max_length=300, required=False, label="Words beneath it")

    def freeze(self, value: StructValue) -> dict[str, Any] | None:
        frozen = freeze_picture(value["image"], alt=value["alt"], caption=value["caption"])
        return {"kind": "picture", **frozen} if frozen else None

    def findings(self, value: StructValue) -> list[Finding]:
        if value["image"] is None:
            return [Finding("A picture is missing: it was never chosen, or has been deleted.", True)]
        if not (value["alt"] or "").strip():
            return [
                Finding(
                    f"The picture “{value['image'].title}” has no words for those who do not see it.", True
                )
            ]
        return []

    class Meta:
        icon = "image"
        label = "Picture"
        description = "A picture, and what it shows in words"
