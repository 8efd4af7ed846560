"""What learners get looks like what was uploaded, whatever program it came from."""

from io import BytesIO

import pytest
from PIL import Image

from cms.rules.pictures import IT_MOVES, SEVERAL_PAGES, NotAPicture, copies_of
from tests.factories.pictures import (
    EDGE,
    MIDDLE,
    ORANGE,
    a_drawing,
    a_grey_slope,
    as_file,
    as_moving,
    cut_out,
    in_16_bits,
    in_lab_colours,
    in_reversed_colours,
)

TEAL = (0, 128, 128)


def shown(content: bytes) -> Image.Image:
    return Image.open(BytesIO(copies_of(content)[-1].content)).convert("RGBA")


def alike(seen: tuple[int, ...], meant: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(one - other) <= by for one, other in zip(seen, meant, strict=False))


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bits_of_grey_are_no_white_box(kind):
    picture = shown(as_file(in_16_bits(), kind))

    levels = [picture.getpixel((300, y))[0] for y in (50, 200, 350)]
    assert alike(levels, (32, 128, 224), by=4)


@pytest.mark.parametrize(
    "content",
    [
        as_file(a_drawing().quantize(16)),
        as_file(a_drawing().convert("CMYK"), "JPEG", quality=95),
        as_file(a_drawing().convert("CMYK"), "TIFF"),
        as_file(a_drawing(), "JPEG", quality=95),
        as_file(a_drawing().quantize(16), "GIF"),
        as_file(a_drawing(), "WEBP", quality=95),
    ],
    ids=["palette", "CMYK JPEG", "CMYK TIFF", "JPEG", "GIF", "WebP"],
)
def test_colours_are_what_they_were(content):
    picture = shown(content)

    assert alike(picture.getpixel(MIDDLE), ORANGE)
    assert alike(picture.getpixel(EDGE), TEAL)


def test_colours_are_seen_through_the_pictures_own_profile():
    picture = shown(in_reversed_colours())

    assert picture.getpixel(MIDDLE)[0] < 60 < 200 < picture.getpixel(MIDDLE)[2]


def test_a_profile_that_is_broken_or_for_other_colours_is_passed_over():
    for content in (
        as_file(a_drawing(), "PNG", icc_profile=b"nonsense"),
        as_file(a_drawing().convert("CMYK"), "JPEG", quality=95, icc_profile=b"nonsense"),
    ):
        assert alike(shown(content).getpixel(MIDDLE), ORANGE)


@pytest.mark.parametrize("compression", [None, "group4"])
def test_black_and_white_stays_black_and_white(compression):
    scan = a_grey_slope().point(lambda value: 255 * (value > 127)).convert("1")

    picture = shown(as_file(scan, "TIFF", compression=compression))

    assert picture.getpixel((300, 50))[:3] == (0, 0, 0)
    assert picture.getpixel((300, 350))[:3] == (255, 255, 255)


def test_what_is_see_through_stays_see_through():
    with_key = as_file(a_drawing().quantize(16), transparency=0)
    palette = Image.open(BytesIO(with_key))
    hidden = palette.getpixel(MIDDLE) == 0

    assert shown(as_file(cut_out())).getpixel(EDGE)[3] == 0
    assert shown(as_file(cut_out())).getpixel(MIDDLE) == (*ORANGE, 255)
    assert shown(as_file(cut_out().convert("LA"))).getpixel(EDGE)[3] == 0
    assert shown(with_key).getpixel(MIDDLE)[3] == (0 if hidden else 255)
    assert shown(with_key).getpixel(EDGE)[3] == (255 if hidden else 0)


def test_a_photograph_stands_upright():
    sideways = Image.new("RGB", (300, 200), "teal")
    tags = Image.Exif()
    tags[0x0112] = 6

    assert shown(as_file(sideways, "JPEG", exif=tags)).size == (200, 300)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_what_moves_is_refused_in_words(kind):
    with pytest.raises(NotAPicture, match=IT_MOVES):
        copies_of(as_moving(kind))


def test_several_pages_are_refused_in_words():
    with pytest.raises(NotAPicture, match=SEVERAL_PAGES):
        copies_of(as_moving("TIFF"))


@pytest.mark.parametrize(
    "content",
    [b"", b"words", as_file(a_drawing(), "JPEG")[:2500], as_file(a_drawing())[:900]],
    ids=["nothing", "words", "half a JPEG", "half a PNG"],
)
def test_half_a_picture_is_none(content):
    with pytest.raises(NotAPicture, match="damaged"):
        copies_of(content)


def test_the_same_upload_gives_the_same_copies():
    assert copies_of(as_file(cut_out())) == copies_of(as_file(cut_out()))


def test_a_scan_in_lab_colours_is_shown_in_those_that_it_stands_for():
    picture = shown(as_file(in_lab_colours(), "TIFF"))

    assert alike(picture.getpixel(MIDDLE), ORANGE, by=16)
    assert alike(picture.getpixel(EDGE), TEAL, by=16)


def test_what_is_cut_out_stays_so_through_its_own_profile():
    picture = shown(in_reversed_colours(cut_out()))

    assert picture.getpixel(EDGE)[3] == 0
    assert picture.getpixel(MIDDLE)[3] == 255
    assert picture.getpixel(MIDDLE)[0] < 60 < 200 < picture.getpixel(MIDDLE)[2]


def test_copies_keep_the_shape_and_a_small_picture_is_not_enlarged():
    def sizes(*size):
        return [(copy.width, copy.height) for copy in copies_of(as_file(Image.new("RGB", size, "teal")))]

    assert sizes(1920, 1080) == [(480, 270), (960, 540)]
    assert sizes(600, 400) == [(480, 320), (600, 400)]
    assert sizes(480, 1) == [(480, 1)]
    assert sizes(1000, 1) == [(480, 1), (960, 1)]
    assert sizes(90, 60) == [(90, 60)]


def test_a_drawing_is_kept_without_loss_where_that_is_smaller_and_a_photograph_never_is():
    def is_exact(content):
        return b"VP8L" in copies_of(content)[-1].content[:40]

    assert is_exact(as_file(a_drawing()))
    assert not is_exact(as_file(a_drawing(), "JPEG"))
    assert not is_exact(as_file(Image.effect_noise((300, 300), 90).convert("RGB")))
