"""What both pages of the design share: measures in points, colours, small words and the fine lines."""

from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from certificates.pdf import text
from certificates.pdf.fonts import REGULAR

WIDTH, HEIGHT = landscape(A4)
EDGE = 26.0  # between the paper's edge and the frame
LEFT = 58.0
PANEL = 600.0  # where it begins
PANEL_LEFT = PANEL + 26

PAPER = HexColor("#fffefc")
INK = HexColor("#2c2724")
QUIET = HexColor("#5f564e")
LINE = HexColor("#ddd1c2")
TEAL = HexColor("#1d5c57")
DEEP = HexColor("#123f3c")
TINT = HexColor("#e2eeea")
FAINT = HexColor("#cbdeda")
FINE = HexColor("#9dc1ba")
CLAY = HexColor("#a6492a")
CORAL = HexColor("#e0936f")
PEACH = HexColor("#f6d5c4")
PEACH_TINT = HexColor("#fbebe1")


def small(words: str, size: float, most: int, room: float) -> text.Block:
    return text.fit(words, REGULAR, sizes=(size, size - 1.5, size - 3), room=room, most=most)


_ROUND = 0.5523  # how far a curve's handles reach that draws a quarter of a circle


@cache
def rings(x: float, y: float, count: int, ratio: float = 1.0, dx: float = 0.0) -> PDFPathObject:
    """Circles that grow and wander, as on a banknote. Made once per process, and the same in each."""
    path = PDFPathObject()
    for number in range(count):
        _circle(path, x + dx * number, y, (26 + 5.2 * number) * ratio)
    return path


def _circle(path: PDFPathObject, x: float, y: float, radius: float) -> None:
    """To a tenth of a point: what is not seen need not be kept."""
    handle = radius * _ROUND

    def curve(*points: float) -> None:
        path.curveTo(*(round(each, 1) for each in points))

    path.moveTo(round(x + radius, 1), round(y, 1))
    curve(x + radius, y + handle, x + handle, y + radius, x, y + radius)
    curve(x - handle, y + radius, x - radius, y + handle, x - radius, y)
    curve(x - radius, y - handle, x - handle, y - radius, x, y - radius)
    curve(x + handle, y - radius, x + radius, y - handle, x + radius, y)


@cache
def crescents() -> PDFPathObject:
    """Small crescents in rows, for the ground of the panel."""
    path = PDFPathObject()
    for row in range(20):
        for column in range(8):
            _crescent(path, PANEL + 8 + column * 32 + row % 2 * 16, 18 + row * 29)
    return path


def _crescent(path: PDFPathObject, x: float, y: float) -> None:
    """Open towards the upper right, as the mark is."""

    def curve(*points: float) -> None:
        across = iter(points)
        path.curveTo(*(round(coordinate, 1) for px in across for coordinate in (x + px, y + next(across))))

    path.moveTo(round(x + 5, 1), round(y + 9.5, 1))
    curve(-1, 9.5, -1.5, 0.5, 5, 0.5)
    curve(8, 0.5, 9.5, 2.5, 9.6, 4.5)
    curve(6.5, 2, 2, 5.5, 5, 9.5)


def fine_lines(canvas: Canvas, x: float, y: float, count: int, colour: HexColor) -> None:
    """Two sets of rings, one within the other."""
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(0.45)
    canvas.drawPath(rings(x, y, count), stroke=1, fill=0)
    canvas.drawPath(rings(x + 12, y + 8, count, 0.62, -1.1), stroke=1, fill=0)
