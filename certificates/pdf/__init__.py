"""Certificates as PDF. ``draw(design, wording)`` gives the same bytes for the same words, in any process.

A design never changes once it was used: a new look is a new entry, and old certificates keep theirs.
"""

from collections.abc import Callable

from certificates.pdf.design_2026_1 import draw as _draw_2026_1
from certificates.pdf.design_2026_2 import draw as _draw_2026_2
from certificates.pdf.design_2026_3 import draw as _draw_2026_3
from certificates.pdf.design_2026_4 import draw as _draw_2026_4
from certificates.pdf.fonts import CannotBeDrawnError, NoGlyphError, undrawable
from certificates.rules.wording import Wording

NEWEST_DESIGN = "2026-4"
DESIGNS: dict[str, Callable[[Wording], bytes]] = {
    "2026-1": _draw_2026_1,
    "2026-2": _draw_2026_2,
    "2026-3": _draw_2026_3,
    "2026-4": _draw_2026_4,
}

__all__ = ["DESIGNS", "NEWEST_DESIGN", "CannotBeDrawnError", "NoGlyphError", "draw", "undrawable"]


def draw(design: str, wording: Wording) -> bytes:
    """The finished file. Raises CannotBeDrawnError rather than leave out a letter, as NoGlyphError."""
    return DESIGNS[design](wording)
