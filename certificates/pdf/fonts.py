"""The fonts of certificates, and which of them draws which letter.

Each is read once per process, when it is first needed. All of its glyphs are given their places in the same
order every time, so that what was drawn before in this process leaves no trace in a file.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).resolve().parent.parent / "fonts"
REGULAR = "NotoSans-Regular"
BOLD = "NotoSans-Bold"
CHINESE = "DroidSansFallback-Names"

#: Tried in turn for what the Latin fonts lack.
OTHERS = (
    *("NotoSansArabic-Regular", "NotoSansDevanagari-Regular", "NotoSansBengali-Regular"),
    *("NotoSansGurmukhi-Regular", "NotoSansGujarati-Regular", "NotoSansTamil-Regular"),
    *("NotoSansHebrew-Regular", "NotoSansTelugu-Regular", "NotoSansMalayalam-Regular"),
    *("NotoSansKannada-Regular", "NotoSansSinhala-Regular", "NotoSansThai-Regular"),
    *("NotoSansEthiopic-Regular", "NotoSansArmenian-Regular", "NotoSansGeorgian-Regular"),
    CHINESE,
)

WIDE_CHINESE = "DroidSansFallback-Wide"
HANGUL = "NanumGothic-Hangul"

#: Tried last, and for letters alone: what was drawn before they came keeps its bytes.
LATER = (
    *("NotoSansKhmer-Regular", "NotoSansLao-Regular", "NotoSansMyanmar-Regular"),
    *("NotoSansOriya-Regular", "NotoSerifTibetan-Regular", "NotoSansThaana-Regular"),
    *("NotoSansNKo-Regular", "NotoSansSyriac-Regular", "NotoSansTifinagh-Regular"),
    *("NotoSansCherokee-Regular", HANGUL, WIDE_CHINESE),
)

#: Scripts whose letters stand side by side as they are.
UNJOINED = {REGULAR, BOLD, CHINESE, WIDE_CHINESE, HANGUL}

JOINERS = {"\u200c", "\u200d"}  # they shape the letters beside them and have no look of their own


class CannotBeDrawnError(Exception):
    """The certificate waits for somebody rather than lose a word."""


class NoGlyphError(CannotBeDrawnError):
    """A letter that none of our fonts can draw."""

    def __init__(self, letter: str) -> None:
        super().__init__(
            f"No font of ours draws “{letter}” (U+{ord(letter):04X}). Put the holder’s name right, or ask "
            "them to write another one under “What certificates say”; then try again."
        )
        self.letter = letter


@cache
def font(name: str) -> TTFont:
    """Read, registered with ReportLab, and with a fixed place for every glyph."""
    rl_config.warnOnMissingFontGlyphs = 0
    loaded = TTFont(name, str(FOLDER / f"{name}.ttf"))
    pdfmetrics.registerFont(loaded)
    shaper = loaded.hbFont(1)
    joined = range(1, loaded.hbFace.glyph_count) if name not in UNJOINED - {REGULAR, BOLD} else ()
    for glyph in joined:
        if glyph not in loaded.face.glyphToChar:
            loaded.hbAddPrivate(shaper.glyph_to_string(glyph), glyph, shaper.get_glyph_h_advance(glyph))
    return loaded


@cache
def letters_of(name: str) -> frozenset[int]:
    """The code points that a font draws of its own; not the private ones that ``font`` adds."""
    return frozenset(code for code in font(name).face.charToGlyph if not 0xE000 <= code <= 0xF8FF)


@lru_cache(maxsize=4096)
def font_for(letter: str, preferred: str) -> str | None:
    """The font that draws this letter; None for what may be left out (a picture, a control character)."""
    for name in (preferred, REGULAR, *OTHERS):
        if ord(letter) in letters_of(name):
            return name
    if unicodedata.category(letter)[0] not in "LMN" or _only_dresses(letter):
        return None
    for name in LATER:
        if ord(letter) in letters_of(name):
            return name
    raise NoGlyphError(letter)


def _only_dresses(letter: str) -> bool:
    """Whether it says how the letter before it looks, such as in a circle, and not which one that is."""
    return unicodedata.category(letter) == "Me" or "VARIATION SELECTOR" in unicodedata.name(letter, "")


def undrawable(text: str) -> list[str]:
    """The letters of it that no font of ours draws, each once, in order."""
    found = []
    for letter in _letters(text, REGULAR):
        try:
            if letter not in JOINERS:
                font_for(letter, REGULAR)
        except NoGlyphError:
            found.append(letter)
    return list(dict.fromkeys(found))


def _is_drawn(letter: str, preferred: str) -> bool:
    return any(ord(letter) in letters_of(name) for name in (preferred, REGULAR, *OTHERS, *LATER))


def _letters(text: str, preferred: str) -> Iterator[str]:
    """Composed; what no font has and Unicode writes in plainer letters too (①, Ⅱ, ﬃ) stands in those."""
    for letter in unicodedata.normalize("NFC", text):
        plainer = unicodedata.normalize("NFKC", letter)
        if plainer == letter or _is_drawn(letter, preferred):
            yield letter
        else:
            yield from plainer


def runs(text: str, preferred: str) -> list[tuple[str, str]]:
    """The text cut into (font, letters) as long as one font draws them; joiners stay with their letters."""
    found: list[tuple[str, str]] = []
    for letter in _letters(text, preferred):
        current = found[-1][0] if found else None
        if current and (letter in JOINERS or unicodedata.combining(letter)):
            name: str | None = current if ord(letter) in letters_of(current) else None
            name = name or (font_for(letter, preferred) if letter not in JOINERS else None)
        else:
            name = font_for(letter, preferred)
        if name is None:
            continue
        if name == current:
            found[-1] = (name, found[-1][1] + letter)
        else:
            found.append((name, letter))
    return found
