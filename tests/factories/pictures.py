"""Pictures as they come from cameras, scanners and drawing programs, made by Pillow in the test."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageDraw

WIDTH, HEIGHT = 600, 400
MIDDLE, EDGE = (300, 200), (5, 5)
ORANGE = (255, 165, 0)


def a_drawing() -> Image.Image:
    """A round orange on teal."""
    drawn = Image.new("RGB", (WIDTH, HEIGHT), "teal")
    ImageDraw.Draw(drawn).ellipse((200, 100, 400, 300), fill=ORANGE)
    return drawn


def a_grey_slope() -> Image.Image:
    """From black at the top to white at the bottom."""
    return Image.linear_gradient("L").resize((WIDTH, HEIGHT))


def in_16_bits() -> Image.Image:
    return a_grey_slope().convert("I").point(lambda value: value * 257 + 0).convert("I;16")


def cut_out() -> Image.Image:
    """The drawing, seen only within a large oval."""
    drawn, mask = a_drawing().convert("RGBA"), Image.new("L", (WIDTH, HEIGHT), 0)
    ImageDraw.Draw(mask).ellipse((50, 50, 550, 350), fill=255)
    drawn.putalpha(mask)
    return drawn


def as_file(picture: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def as_moving(kind: str) -> bytes:
    return as_file(a_drawing(), kind, save_all=True, append_images=[a_drawing().rotate(90)], duration=300)


def in_lab_colours() -> Image.Image:
    """The drawing as a scanner for printing would give it."""
    screen, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    seen = ImageCms.profileToProfile(a_drawing(), screen, lab, outputMode="LAB")
    assert seen is not None
    return seen


def in_reversed_colours(picture: Image.Image | None = None) -> bytes:
    """The drawing, unless another is given, with a profile that says that red is blue."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.index(b"rXYZ"), profile.index(b"bXYZ")
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return as_file(picture or a_drawing(), "PNG", icc_profile=bytes(profile))
