"""The words by which a course and its parts are found, and those around what was asked for. Plain Python."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

import snowballstemmer

from lms.core.text import searchable

_MARKUP = re.compile(r"<[^>]+>")
_HEADING = re.compile(r"<h[23][^>]*>(.*?)</h[23]>", re.DOTALL)
_WORD = re.compile(r"\w+(?:'\w+)*")
WORDS_BEFORE, WORDS_SHOWN = 8, 28
#: Of a longer query the rest is not looked at.
MOST_WORDS = 8
_stemmer = snowballstemmer.stemmer("english")


@dataclass(frozen=True)
class Words:
    """What an activity says, without markup."""

    headings: str = ""
    text: str = ""


def plain(markup: str) -> str:
    return " ".join(html.unescape(_MARKUP.sub(" ", markup)).split())


def words_of(texts: Sequence[str]) -> Words:
    """Of pieces of HTML, in their order."""
    headings = [plain(found) for text in texts for found in _HEADING.findall(text)]
    return Words(" · ".join(headings), " ".join(plain(text) for text in texts))


def stems(text: str) -> list[str]:
    """The words of a text as they are compared: “Attachments” and “attachment” are the same.

    Nothing is left in them that a search engine would take for an instruction.
    """
    return [each.replace("'", "") for each in _stemmer.stemWords(_WORD.findall(searchable(text)))]


def asked_words(query: str) -> list[str]:
    """The first of them, each once."""
    return list(dict.fromkeys(stems(query)))[:MOST_WORDS]


def weight(asked: Sequence[str], *, title: str, objectives: str, headings: str, text: str) -> int:
    """How well a passage fits: what stands in a title weighs more than what is said somewhere."""
    places = ((8, title), (4, objectives), (3, headings), (1, text))
    return sum(value for value, place in places for word in asked if word in set(stems(place)))


@dataclass(frozen=True)
class Piece:
    """Of an excerpt. ``is_found``: one of the words that were looked for."""

    text: str
    is_found: bool


def excerpt(text: str, asked: Sequence[str]) -> list[Piece]:
    """The first place where one of them stands, with some words before and after; nothing if none does."""
    words = text.split()
    first = next((at for at, word in enumerate(words) if _is_one(word, asked)), None)
    if first is None:
        return []
    begin = max(0, first - WORDS_BEFORE)
    shown = words[begin : begin + WORDS_SHOWN]
    pieces = [Piece(word, _is_one(word, asked)) for word in shown]
    before = [Piece("…", False)] if begin else []
    after = [Piece("…", False)] if begin + WORDS_SHOWN < len(words) else []
    return [*before, *pieces, *after]


def _is_one(word: str, asked: Sequence[str]) -> bool:
    return any(stem in asked for stem in stems(word))
