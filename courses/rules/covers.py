"""A cover for every course, drawn from its key: the same today, on another machine and in ten years.

Of the SHA-256 of the key, the first byte chooses one of six palettes, the second one of six shapes, and two
more move the sun a little. Colours are the style sheet's: a shape names what it fills (see ``_cover.scss``).
"""

import hashlib
from collections.abc import Callable
from functools import lru_cache

PALETTES = ("dawn", "heather", "clay", "meadow", "lake", "honey")
WIDTH, HEIGHT = 400, 200
#: How far the sun may be moved from its place, in units of the drawing.
REACH = 18


@lru_cache(maxsize=1000)
def cover(key: str) -> str:
    """An ``<svg>``, without words: whoever shows it has the course's title beside it."""
    drawn = hashlib.sha256(key.encode()).digest()
    palette = PALETTES[drawn[0] % len(PALETTES)]
    shape = SHAPES[drawn[1] % len(SHAPES)]
    x, y = (byte * 2 * REACH // 255 - REACH for byte in drawn[2:4])
    return (
        f'<svg class="cover cover--{palette}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">'
        f'<path class="cover__ground" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>{shape(x, y)}</svg>'
    )


def circle(x: float, y: float, radius: float, fill: str) -> str:
    return f'<circle class="cover__{fill}" cx="{x:g}" cy="{y:g}" r="{radius:g}"/>'


def path(line: str, fill: str) -> str:
    return f'<path class="cover__{fill}" d="{line}"/>'


def cradle(x: int, y: int) -> str:
    """The mark: what holds, and what is held."""
    bow = "M206 24a86 86 0 1 0 83 105c3-11-10-18-18-10a50 50 0 1 1-60-78c11-6 8-17-5-17z"
    return path(bow, "near") + circle(252 + x / 2, 66 + y / 2, 34, "sun") + path(wave(168, 14), "veil")


def tide(x: int, y: int) -> str:
    """Three waves before a sun."""
    waves = path(wave(96, 18), "veil") + path(wave(128, 16), "far") + path(wave(160, 14), "near")
    return circle(268 + 2 * x, 82 + y, 50, "sun") + waves


def pair(x: int, y: int) -> str:
    """Somebody tall and somebody small, close together."""
    tall = circle(160, 76, 36, "near") + path("M72 200a88 88 0 0 1 176 0z", "near")
    small = circle(258, 118, 26, "sun") + path("M200 200a58 58 0 0 1 116 0z", "far")
    return tall + small + circle(336 + x, 42 + y / 2, 15, "veil")


def rise(x: int, y: int) -> str:
    """A sun that comes up, with the light around it."""
    at = 200 + 2 * x
    light = circle(at, 176, 140 + y / 2, "haze") + circle(at, 176, 104, "haze") + circle(at, 176, 68, "sun")
    return light + path(wave(164, 16), "near") + path(wave(182, 10), "far")


def journey(x: int, y: int) -> str:
    """A way with places to stop at."""
    way = path("M-12 204C110 204 96 70 196 74s92 118 216-22", "way")
    stops = circle(74, 168, 13, "near") + circle(122, 112, 19, "sun") + circle(200, 74, 26, "near")
    return way + stops + circle(284 + x / 2, 116 + y / 2, 33, "sun")


def nest(x: int, y: int) -> str:
    """Two bowls that hold a sun."""
    bowls = path("M92 68a108 108 0 0 0 216 0", "bowl") + path("M128 68a72 72 0 0 0 144 0", "bowl-in")
    return bowls + circle(200 + x / 3, 74 + y / 3, 40, "sun") + circle(348, 38 + y / 2, 13, "veil")


def wave(height: int, swing: int) -> str:
    """Across the whole drawing and down to its foot."""
    return f"M0 {height}q50 {swing} 100 0t100 0 100 0 100 0v{HEIGHT - height}H0z"


SHAPES: tuple[Callable[[int, int], str], ...] = (cradle, tide, pair, rise, journey, nest)
