"""Every course has a cover: drawn from its key, the same everywhere and for ever."""

import xml.etree.ElementTree as ET
from uuid import UUID

import pytest

from courses.rules.covers import PALETTES, SHAPES, cover

KEYS = [str(UUID(int=number)) for number in range(400)]


def test_it_is_the_same_for_the_same_key():
    assert cover("0b0e") == cover("0b0e")
    cover.cache_clear()
    # Changing how covers are drawn changes every course's face: if that is meant, say so here.
    assert cover("every-baby").startswith('<svg class="cover cover--')
    assert {part.split('"')[0] for part in cover("every-baby").split('class="')[1:]} == EVERY_BABY


EVERY_BABY = {
    "cover cover--heather",
    "cover__ground",
    "cover__near",
    "cover__far",
    "cover__sun",
    "cover__veil",
}


def test_keys_get_every_palette_and_every_shape():
    drawn = [cover(key) for key in KEYS]

    assert {palette for palette in PALETTES if any(f"cover--{palette}" in each for each in drawn)} == set(
        PALETTES
    )
    assert len({shape(0, 0) for shape in SHAPES}) == len(SHAPES)
    assert len(set(drawn)) > 300


@pytest.mark.parametrize("key", [*KEYS[:60], "", '"><script>', "👶🏽"])
def test_it_is_small_sound_and_says_nothing_to_a_screen_reader(key):
    svg = ET.fromstring(cover(key))

    assert len(cover(key)) < 800
    assert svg.get("aria-hidden") == "true"
    assert not list(svg.itertext())
    assert "style" not in cover(key).replace("class", "")
