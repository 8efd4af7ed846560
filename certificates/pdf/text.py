"""Lines of text in any script: letters joined as they should be, right to left where it is written so.

Words are shaped by HarfBuzz one by one and set in the order in which they are read, so that a name in Arabic
letters is as right as one in Latin ones. ReportLab alone shapes paragraphs but does not turn them round.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from reportlab.lib.abag import ABag
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import ShapedStr, shapeFragWord
from reportlab.pdfgen.canvas import Canvas

from certificates.pdf import fonts

T = TypeVar("T", "Piece", "Word")


@dataclass(frozen=True)
class Piece:
    """Letters of one font, ready to be drawn. Widths are for a size of 1."""

    font: str
    text: str
    width: float
    turned: bool  # read from right to left

    @property
    def is_plain(self) -> bool:
        return not isinstance(self.text, ShapedStr)


@dataclass(frozen=True)
class Word:
    """Its letters as they are read, and its pieces in the order in which they stand on the paper."""

    letters: str
    pieces: tuple[Piece, ...]

    @cached_property
    def width(self) -> float:
        return sum(piece.width for piece in self.pieces)

    @cached_property
    def turned(self) -> bool:
        return all(piece.turned for piece in self.pieces)


@dataclass(frozen=True)
class Line:
    """``spoken`` as it is read, ``words`` as they stand on the paper."""

    spoken: str
    words: tuple[Word, ...]


@lru_cache(maxsize=4096)
def shape(letters: str, font: str) -> Word:
    return Word(letters, tuple(_as_seen([_piece(name, part) for name, part in fonts.runs(letters, font)])))


def _piece(name: str, letters: str) -> Piece:
    fonts.font(name)
    if name in fonts.UNJOINED and not any(unicodedata.combining(letter) for letter in letters):
        return Piece(name, letters, stringWidth(letters, name, 1), turned=False)
    shaped = _shaped(name, letters)
    width = sum(glyph.x_advance for glyph in shaped.__shapeData__) / 1000
    return Piece(name, shaped, width, turned=is_turned(letters))


def _shaped(name: str, letters: str) -> ShapedStr:
    """Joined as a script needs, without the ligatures that are a matter of taste: some add letters' marks."""
    frag = (ABag(fontName=name, fontSize=1000), letters)
    return shapeFragWord([0, frag], features={"kern": True, "liga": True}, force=True)[1][1]


def is_turned(letters: str) -> bool:
    """Whether the first letter that has a direction goes from right to left."""
    for letter in letters:
        direction = unicodedata.bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _as_seen(items: list[T]) -> list[T]:
    """Neighbours that are read from right to left change places; the others stay."""
    seen: list[T] = []
    group: list[T] = []
    for item in items:
        if item.turned:
            group.insert(0, item)
        else:
            seen += [*group, item]
            group = []
    return seen + group


def _as_seen_from_the_right(words: list[Word]) -> list[Word]:
    """A line that begins at the right: groups change places, those from left to right keep their order."""
    groups: list[list[Word]] = []
    for each in words:
        if groups and not each.turned and not groups[-1][-1].turned:
            groups[-1].append(each)
        else:
            groups.append([each])
    return [each for group in reversed(groups) for each in group]


def lines(text: str, font: str, size: float, room: float) -> list[Line]:
    """The text broken into lines no wider than the room; a word that is wider by itself is cut."""
    room /= size
    space = stringWidth(" ", fonts.font(font).fontName, 1)
    broken: list[list[Word]] = [[]]
    used = 0.0
    for each in _words_that_fit(text, font, room):
        if broken[-1] and used + space + each.width > room:
            broken.append([])
            used = 0.0
        used += each.width + (space if broken[-1] else 0)
        broken[-1].append(each)
    in_order = _as_seen_from_the_right if is_turned(text) else _as_seen
    return [
        Line(" ".join(each.letters for each in words), tuple(in_order(words))) for words in broken if words
    ]


def _words_that_fit(text: str, font: str, room: float) -> Iterator[Word]:
    for letters in text.split():
        shaped = shape(letters, font)
        while shaped.width > room and len(letters) > 1:
            cut = _longest_that_fits(letters, font, room)
            yield shape(letters[:cut], font)
            letters = letters[cut:]
            shaped = shape(letters, font)
        if shaped.pieces:
            yield shaped


def _longest_that_fits(letters: str, font: str, room: float) -> int:
    low, high = 1, len(letters) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if shape(letters[:middle], font).width <= room else (low, middle - 1)
    while low > 1 and unicodedata.combining(letters[low]):
        low -= 1
    return low


@dataclass(frozen=True)
class Block:
    """Lines of one size."""

    lines: tuple[Line, ...]
    font: str
    size: float
    leading: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.leading


def fit(
    text: str, font: str, *, sizes: tuple[float, ...], room: float, most: int, airy: float = 1.3
) -> Block:
    """The text at the largest of the sizes at which it takes no more lines than ``most``.

    At the smallest it takes as many lines as it needs: nothing is ever cut off.
    """
    for size in sizes:
        broken = lines(text, font, size, room)
        if len(broken) <= most:
            break
    return Block(tuple(broken), font, size, size * airy)


GAP = 3.0  # points beneath each block of a list


def fit_list(texts: tuple[str, ...], font: str, *, room: float, height: float) -> list[Block]:
    """A block for each, smaller the more there are; at the smallest the last ones are left out if need be."""
    for size in (11, 10, 9, 8, 7):
        blocks = [fit(each, font, sizes=(size,), room=room, most=9) for each in texts]
        if height_of(blocks) <= height:
            return blocks
    while blocks and height_of(blocks) > height:
        blocks.pop()
    return blocks


def height_of(blocks: list[Block]) -> float:
    return sum(block.height + GAP for block in blocks)


def draw(canvas: Canvas, block: Block, x: float, y: float) -> float:
    """Draw with the top of the first line at ``y``; returns the y beneath the last one."""
    space = stringWidth(" ", block.font, block.size)
    for line in block.lines:
        baseline = y - block.size
        if all(piece.is_plain and piece.font == block.font for each in line.words for piece in each.pieces):
            _draw_plain(canvas, block, line, x, baseline)
        else:
            _draw_shaped(canvas, block, line, x, baseline, space)
        y -= block.leading
    return y


def _draw_plain(canvas: Canvas, block: Block, line: Line, x: float, baseline: float) -> None:
    canvas.setFont(block.font, block.size)
    canvas.drawString(x, baseline, " ".join(_plain_letters(each, block.font) for each in line.words))


def _plain_letters(word: Word, font: str) -> str:
    """As they came, or what is left of them where the font lacks one that may be left out."""
    if all(ord(letter) in fonts.letters_of(font) for letter in word.letters):
        return word.letters
    return "".join(str(piece.text) for piece in word.pieces)


def _draw_shaped(canvas: Canvas, block: Block, line: Line, x: float, baseline: float, space: float) -> None:
    """Each piece at its place. What it says, in reading order, is told to whoever copies or listens."""
    spoken = ("\ufeff" + line.spoken).encode("utf-16-be").hex().upper()
    canvas._code.append(f"/Span <</ActualText <{spoken}>>> BDC")
    for each in line.words:
        for piece in each.pieces:
            text = canvas.beginText(x, baseline)
            text.setFont(piece.font, block.size)
            text._textOut(piece.text)
            canvas.drawText(text)
            x += piece.width * block.size
        x += space
    canvas._code.append("EMC")
