"""A QR code as one path: small, sharp at every size, and quick to draw."""

import segno
from reportlab.pdfgen.canvas import Canvas


def draw(canvas: Canvas, address: str, x: float, y: float, side: float) -> None:
    """With its lower left corner at x, y. The quiet zone is the caller's to leave."""
    matrix = segno.make(address, error="m", micro=False).matrix
    dot = side / len(matrix)
    path = canvas.beginPath()
    for row, modules in enumerate(matrix):
        top = y + side - (row + 1) * dot
        for start, length in _dark_runs(modules):
            path.rect(x + start * dot, top, length * dot, dot)
    canvas.drawPath(path, stroke=0, fill=1)


def _dark_runs(modules: bytes | bytearray) -> list[tuple[int, int]]:
    """Where dark modules begin in a row, and how many stand side by side."""
    found = []
    start = None
    for at, dark in enumerate([*modules, 0]):
        if dark and start is None:
            start = at
        elif not dark and start is not None:
            found.append((start, at - start))
            start = None
    return found
