"""What people type or paste, made clean before it is checked and stored; and how it is found again.

Plain Python: rules may use it. Nothing that can be seen is lost; what cannot, and could only mislead, goes.
"""

import re
import unicodedata

#: They shape the letters beside them (Persian, Sinhala, Malayalam) and are a part of words.
JOINERS = frozenset("\u200c\u200d")

#: Letters by their category, and yet nothing to be seen: fillers, and the empty braille cell.
BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u034f")

_APOSTROPHES = dict.fromkeys(map(ord, "’‘‛`´ʼʹʻ′＇"), "'")
_QUOTES = dict.fromkeys(map(ord, "“”„‟″＂«»"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
#: Letters that no rule of Unicode's takes apart, as those write who have no key for them.
_PLAIN = {
    **dict(zip(map(ord, "øłđðœıŋħŧ"), ("o", "l", "d", "d", "oe", "i", "n", "h", "t"), strict=True)),
    ord("þ"): "th",
    ord("æ"): "ae",
}
_SPACES = re.compile(r"\s+")
_EDGES_OF_LINES = re.compile(r"[^\S\n]*\n[^\S\n]*")


def one_line(typed: str) -> str:
    """Composed (NFC), with single spaces, and without line breaks, control characters and hidden formatting.

    Hidden are above all the marks that turn the direction of writing round, with which “exe.gpj” reads
    “jpg.exe” (Unicode TR 36).
    """
    shown = "".join(letter for letter in _SPACES.sub(" ", typed) if not _is_hidden(letter))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", shown)).strip()


def several_lines(typed: str) -> str:
    """The same for text of several lines, whose breaks stay."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(letter for letter in lines if letter in "\n\t" or not _is_hidden(letter))
    return _EDGES_OF_LINES.sub("\n", unicodedata.normalize("NFC", shown)).strip()


def address(typed: str) -> str:
    """An e-mail address as it is meant: nothing hidden in it, no space, no “mailto:”."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKC", typed)
        if unicodedata.category(letter) not in ("Cf", "Cc", "Cs", "Zs", "Zl", "Zp")
    )
    return unicodedata.normalize("NFKC", re.sub(r"^(mailto:)+", "", bare, flags=re.IGNORECASE))


def can_be_mailed(address: str) -> bool:
    """Whether a mail server could be told it: plain letters before the @, a name of the net's after it."""
    local, _, domain = address.rpartition("@")
    try:
        return local.isascii() and bool(domain.encode("idna"))
    except UnicodeError:
        return False


def is_blank(text: str) -> bool:
    """Whether there is nothing to be seen."""
    return all(letter in BLANK or unicodedata.category(letter)[0] in "ZC" for letter in text)


def searchable(text: str) -> str:
    """As it is compared with what somebody types: no accents, no capitals, one apostrophe, one dash.

    “Siân O’Brien” and “sian o'brien” are the same.
    """
    apart = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES | _QUOTES | _DASHES))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter) and not _is_hidden(letter))
    return _SPACES.sub(" ", bare.casefold().translate(_PLAIN)).strip()


def _is_hidden(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category in ("Cc", "Cs") or (category == "Cf" and letter not in JOINERS)
