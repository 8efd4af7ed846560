"""A picture, with its words for those who do not see it."""

from typing import Any

from wagtail.blocks import CharBlock, StructBlock, StructValue
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import AbstractImage

from cms.blocks.copies import is_whole
from cms.blocks.finding import Finding


def freeze_picture(image: AbstractImage | None, *, alt: str, caption: str = "") -> dict[str, Any] | None:
    """Where its copies lie, which were made when it was uploaded; None where it has none."""
    copies = _copies(image)
    if not copies:
        return None
    widest = copies[-1]
    return {
        **widest,
        "srcset": ", ".join(f"{copy['src']} {copy['width']}w" for copy in copies),
        "alt": alt,
        "caption": caption,
    }


def findings_in_picture(image: AbstractImage) -> list[Finding]:
    """Why learners would not see it, if they would not."""
    if why_not := _why_not(image):
        return [Finding(f"The picture “{image.title}” cannot be shown. {why_not}", True)]
    return []


def _why_not(image: AbstractImage) -> str:
    kept = getattr(image, "kept_picture", None)
    if kept and kept.upload == image.file.name and kept.why_not:
        return str(kept.why_not)
    try:
        copies = _copies(image)
        is_there = image.file.storage.exists(image.file.name)
        if copies and is_there and all(is_whole(copy["src"]) for copy in copies):
            return ""
    except OSError:
        return "Its file cannot be read just now. Try again in a few minutes, or upload it again."
    return "Its file is missing or damaged. Upload it again."


def _copies(image: AbstractImage | None) -> list[dict[str, Any]]:
    """None of a file that was replaced since they were made."""
    kept = getattr(image, "kept_picture", None)
    return kept.copies if image and kept and kept.upload == image.file.name else []


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
        image = value["image"]
        if image is None:
            return [Finding("A picture is missing: it was never chosen, or has been deleted.", True)]
        found = findings_in_picture(image)
        if not (value["alt"] or "").strip():
            words = f"The picture “{image.title}” has no words for those who do not see it."
            found.append(Finding(words, True))
        return found

    class Meta:
        icon = "image"
        label = "Picture"
        description = "A picture, and what it shows in words"
