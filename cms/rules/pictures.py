"""An uploaded picture as it is shown: in fixed widths, in the colours that its author saw."""

from dataclasses import dataclass
from io import BytesIO
from typing import cast

from PIL import Image, ImageCms, ImageOps

WIDTHS = (480, 960)
EXTENSION = "webp"
QUALITY = 82
DRAWN = {"PNG", "GIF", "TIFF", "BMP"}  # formats of drawings and screens rather than of cameras
MOVING = {"GIF", "PNG", "WEBP", "AVIF"}
WHITE_IN_16_BITS = 65_535

IT_MOVES = (
    "This picture moves, and would stand still for learners. "
    "Upload one of its pictures by itself, or a film with captions."
)
SEVERAL_PAGES = "This file has several pages. Upload each as a picture of its own."
DAMAGED = "This file cannot be read as a picture. It is damaged, or is something else."
TOO_LARGE = "This picture is too large. Make it smaller, for example 2,000 pixels wide, and upload it again."


class NotAPicture(ValueError):
    """It cannot be shown as it was meant; says why, for its author."""


@dataclass(frozen=True)
class Copy:
    width: int
    height: int
    content: bytes


def copies_of(content: bytes) -> list[Copy]:
    """The narrowest first; a small picture is not enlarged. Raises NotAPicture."""
    try:
        with Image.open(BytesIO(content)) as opened:
            _refuse_what_is_several(opened)
            drawn = opened.format in DRAWN
            whole = in_screen_colours(ImageOps.exif_transpose(opened))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise NotAPicture(TOO_LARGE) from bomb
    except (OSError, SyntaxError, ValueError, EOFError, KeyError) as problem:
        if isinstance(problem, NotAPicture):
            raise
        raise NotAPicture(DAMAGED) from problem
    widths = sorted({min(width, whole.width) for width in WIDTHS})
    return [_copy(whole, width, drawn=drawn) for width in widths]


def _refuse_what_is_several(opened: Image.Image) -> None:
    if getattr(opened, "n_frames", 1) == 1:
        return
    if opened.format in MOVING:
        raise NotAPicture(IT_MOVES)
    if opened.format == "TIFF":
        raise NotAPicture(SEVERAL_PAGES)


def in_screen_colours(picture: Image.Image) -> Image.Image:
    """Eight bits of red, green and blue, and of transparency where it has any."""
    picture.load()
    if picture.mode.startswith(("I", "F")):
        return _of_deep_grey(picture)
    if picture.mode == "LAB":
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        return _by_profile(picture, lab) or _plainly(picture)
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        return _by_profile(picture, profile) or _plainly(picture)
    return _plainly(picture)


def _of_deep_grey(picture: Image.Image) -> Image.Image:
    """Sixteen bits of grey: cut to eight by the share of white. A plain conversion makes all white."""
    wide = picture.convert("F")
    darkest, lightest = cast(tuple[float, float], wide.getextrema())
    if picture.mode == "F":
        span = (lightest - darkest) or 1.0
        stretched = wide.point(lambda value: value * (255 / span) - darkest * (255 / span))
        return stretched.convert("L").convert("RGB")
    white = WHITE_IN_16_BITS if lightest > 255 or picture.mode != "I" else 255
    return wide.point(lambda value: value * (255 / white) + 0).convert("L").convert("RGB")


def _by_profile(picture: Image.Image, profile: bytes | ImageCms.ImageCmsProfile) -> Image.Image | None:
    """None where the profile is broken or is for other colours than the picture's."""
    transparency = picture.getchannel("A") if picture.mode == "RGBA" else None
    source = BytesIO(profile) if isinstance(profile, bytes) else profile
    try:
        seen = ImageCms.profileToProfile(
            picture.convert("RGB") if transparency else picture,
            source,
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    if seen is None:
        return None
    if transparency:
        seen.putalpha(transparency)
    elif "transparency" in picture.info:
        return None
    return seen


def _plainly(picture: Image.Image) -> Image.Image:
    if picture.mode == "LAB":
        raise NotAPicture(DAMAGED)
    see_through = picture.has_transparency_data
    if picture.mode == "1":
        picture = picture.convert("L")  # so that thin lines become grey in a smaller width, and not gaps
    return picture.convert("RGBA" if see_through else "RGB")


def _copy(whole: Image.Image, width: int, *, drawn: bool) -> Copy:
    height = max(1, round(whole.height * width / whole.width))
    sized = whole if width == whole.width else whole.resize((width, height), Image.Resampling.LANCZOS)
    content = _written(sized, quality=QUALITY, method=4)
    if drawn:  # a drawing is often smaller without loss, and its lines stay sharp
        exact = _written(sized, lossless=True, quality=60, method=3, exact=False)
        content = exact if len(exact) <= len(content) else content
    return Copy(sized.width, sized.height, content)


def _written(picture: Image.Image, **how: object) -> bytes:
    out = BytesIO()
    picture.save(out, "WEBP", **how)
    return out.getvalue()
