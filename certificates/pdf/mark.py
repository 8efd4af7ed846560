"""The mark: someone large leaning round someone small. Frozen, as every design that was used draws it."""

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

SIDE = 48.0  # of the square that it is measured in
SUN = (33.5, 32.5, 7.5)  # x, y and radius


def crescent(path: PDFPathObject, x: float = 0, y: float = 0, scale: float = 1) -> None:
    """Add the one who leans to a path, with the square's lower left corner at x, y."""

    def curve(*points: float) -> None:
        across = iter(points)
        path.curveTo(
            *(coordinate for px in across for coordinate in (x + px * scale, y + next(across) * scale))
        )

    path.moveTo(x + 24 * scale, y + 45 * scale)
    curve(12.4, 45, 3, 35.6, 3, 24)
    curve(3, 12.4, 12.4, 3, 24, 3)
    curve(34.2, 3, 42.700, 10.3, 44.600, 19.900)
    curve(45.1, 22.4, 42.2, 24, 40.300, 22.400)
    curve(37, 16, 30, 14.5, 24.5, 17.2)
    curve(18.500, 20.2, 16.5, 27, 19.5, 33)
    curve(20.500, 35.2, 22.8, 37.5, 28, 41.2)
    curve(29.9, 42, 29.600, 44.600, 27.600, 44.8)
    curve(26.4, 44.95, 25.2, 45, 24, 45)


def draw(canvas: Canvas, x: float, y: float, side: float, *, parent: Color, child: Color) -> None:
    """Both of them, in a square with its lower left corner at x, y."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(side / SIDE, side / SIDE)
    canvas.setFillColor(parent)
    path = canvas.beginPath()
    crescent(path)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFillColor(child)
    canvas.circle(*SUN, stroke=0, fill=1)
    canvas.restoreState()
