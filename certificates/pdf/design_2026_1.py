"""The design “2026-1”: A4 on its side, what was learnt on the left, how to check it on the right.

Never change it once certificates were issued with it: make another and add it in ``certificates.pdf``.
"""

from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from certificates.pdf import fonts, mark, qr, text
from certificates.pdf.fonts import BOLD, REGULAR
from certificates.rules.wording import HEADING, SMALL_PRINT, Wording

WIDTH, HEIGHT = landscape(A4)
LEFT = 62.0
ROOM = 462.0  # of the words
ASIDE = 574.0  # where the panel begins
PANEL_ROOM = 196.0
TOP = HEIGHT - 66
BOTTOM = 60.0
QR_SIDE = 118.0

PAPER = HexColor("#fffefc")
INK = HexColor("#2c2724")
QUIET = HexColor("#5f564e")
LINE = HexColor("#ddd1c2")
TEAL = HexColor("#1d5c57")
TEAL_TINT = HexColor("#e9f1ec")
CLAY = HexColor("#a6492a")
CLAY_SOFT = HexColor("#e0936f")
CLAY_TINT = HexColor("#fbebe1")


def draw(
    wording: Wording, *, heading_of_objectives: str = "Whoever completes it can:", more: str = ""
) -> bytes:
    """``more`` says how many objectives had no room, as ``{count}``; without it they give way in silence."""
    file = BytesIO()
    fonts.font(REGULAR)
    fonts.font(BOLD)
    canvas = Canvas(
        file, (WIDTH, HEIGHT), pageCompression=1, invariant=1, initialFontName=REGULAR, lang="en-GB"
    )
    canvas.setTitle(f"{HEADING}: {wording.course} ({wording.number})")
    canvas.setAuthor(wording.provider)
    canvas.setSubject(f"{wording.shown_holder}, {wording.completed_line}")
    canvas.setCreator(wording.provider)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    _ground(canvas)
    _words(canvas, wording, heading_of_objectives, more)
    _panel(canvas, wording)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _ground(canvas: Canvas) -> None:
    """Warm paper, a frame, and the mark: someone large leaning round someone small."""
    canvas.setFillColor(PAPER)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.saveState()
    frame = canvas.beginPath()
    frame.roundRect(24, 24, WIDTH - 48, HEIGHT - 48, 16)
    canvas.clipPath(frame, stroke=0, fill=0)
    canvas.setFillColor(TEAL_TINT)
    canvas.rect(ASIDE - 28, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(CLAY_TINT)
    canvas.circle(ASIDE + 206, HEIGHT - 30, 120, stroke=0, fill=1)
    canvas.restoreState()
    canvas.setStrokeColor(TEAL)
    canvas.setLineWidth(1.4)
    canvas.roundRect(24, 24, WIDTH - 48, HEIGHT - 48, 16, stroke=1, fill=0)
    mark.draw(canvas, ASIDE - 4, HEIGHT - 136, 80, parent=TEAL, child=CLAY_SOFT)


def _words(canvas: Canvas, wording: Wording, heading_of_objectives: str, more: str) -> None:
    """Who, what and when, from the top; what it rests on, from the bottom; objectives in between."""
    y = _who(canvas, wording)
    floor = _facts(canvas, wording)
    _objectives(canvas, wording, heading_of_objectives, more, y - 18, floor + 14)


def _who(canvas: Canvas, wording: Wording) -> float:
    canvas.setFillColor(TEAL)
    y = text.draw(canvas, text.fit(HEADING, BOLD, sizes=(20,), room=ROOM, most=1), LEFT, TOP)
    canvas.setFillColor(CLAY_SOFT)
    canvas.roundRect(LEFT, y - 6, 46, 3, 1.5, stroke=0, fill=1)
    canvas.setFillColor(INK)
    name = text.fit(
        wording.shown_holder, BOLD, sizes=(36, 32, 28, 24, 20, 16, 12.5), room=ROOM, most=2, airy=1.22
    )
    if not name.lines:
        raise fonts.CannotBeDrawnError(f"Nothing of the name “{wording.shown_holder}” can be drawn.")
    y = text.draw(canvas, name, LEFT, y - 26)
    canvas.setFillColor(QUIET)
    if wording.organisation:
        y = text.draw(canvas, _small(wording.organisation, 13, 2), LEFT, y - 2)
    y = text.draw(canvas, _small("has completed", 12, 1), LEFT, y - 16)
    canvas.setFillColor(TEAL)
    course = text.fit(wording.course, BOLD, sizes=(24, 20, 17, 14, 11), room=ROOM, most=2, airy=1.22)
    y = text.draw(canvas, course, LEFT, y - 4)
    canvas.setFillColor(QUIET)
    return text.draw(canvas, _small(wording.edition_line, 11, 1), LEFT, y - 3)


def _small(words: str, size: float, most: int, room: float = ROOM) -> text.Block:
    return text.fit(words, REGULAR, sizes=(size, size - 1.5, size - 3), room=room, most=most)


def _facts(canvas: Canvas, wording: Wording) -> float:
    """Returns how high they reach."""
    small_print = _small(SMALL_PRINT, 8, 2)
    reviewer = _small(wording.reviewer_line, 9.5, 2)
    top = BOTTOM + small_print.height + reviewer.height + 46
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.8)
    canvas.line(LEFT, top, LEFT + ROOM, top)
    second = LEFT + 148
    _fact(canvas, "Completed on", wording.completed_line, LEFT, top - 8, 140)
    y = _fact(canvas, "Learning time", wording.time_line, second, top - 8, ROOM - 148)
    canvas.setFillColor(QUIET)
    y = text.draw(canvas, reviewer, LEFT, y - 4)
    text.draw(canvas, small_print, LEFT, y - 3)
    return top


def _fact(canvas: Canvas, label: str, value: str, x: float, y: float, room: float) -> float:
    canvas.setFillColor(QUIET)
    y = text.draw(canvas, _small(label, 8.5, 1, room), x, y)
    canvas.setFillColor(INK)
    return text.draw(canvas, text.fit(value, BOLD, sizes=(11, 10, 9, 8), room=room, most=1), x, y)


def _objectives(canvas: Canvas, wording: Wording, heading: str, more: str, top: float, floor: float) -> None:
    """In the room that is left, smaller the more there are; the last ones give way rather than overlap."""
    if not wording.objectives:
        return
    room = top - floor - 16
    blocks = text.fit_list(wording.objectives, REGULAR, room=ROOM - 13, height=room)
    left = len(wording.objectives) - len(blocks)
    if left and more:
        blocks = text.fit_list(
            wording.objectives, REGULAR, room=ROOM - 13, height=room - text.height_of([_small(more, 9, 1)])
        )
        left = len(wording.objectives) - len(blocks)
    if not blocks:
        return
    canvas.setFillColor(QUIET)
    y = text.draw(canvas, _small(heading, 10, 1), LEFT, top) - 3
    for block in blocks:
        canvas.setFillColor(CLAY)
        canvas.circle(LEFT + 3, y - block.size * 0.68, 1.7, stroke=0, fill=1)
        canvas.setFillColor(INK)
        y = text.draw(canvas, block, LEFT + 13, y) - 3
    if left and more:
        canvas.setFillColor(QUIET)
        text.draw(canvas, _small(more.format(count=left), 9, 1), LEFT + 13, y)


def _panel(canvas: Canvas, wording: Wording) -> None:
    """How anyone can check it."""
    canvas.setFillColor(TEAL)
    y = HEIGHT - 160
    y = text.draw(
        canvas, text.fit(wording.provider, BOLD, sizes=(14, 12, 10), room=PANEL_ROOM, most=2), ASIDE, y
    )
    if wording.label:
        y = _label(canvas, wording.label, y - 8)
    canvas.setFillColor(PAPER)
    bottom = 150.0
    canvas.roundRect(ASIDE, bottom, QR_SIDE + 24, QR_SIDE + 24, 8, stroke=0, fill=1)
    canvas.setFillColor(INK)
    qr.draw(canvas, wording.verify_at, ASIDE + 12, bottom + 12, QR_SIDE)
    canvas.linkURL(wording.verify_at, (ASIDE, bottom - 60, ASIDE + PANEL_ROOM, bottom + QR_SIDE + 24))
    canvas.setFillColor(QUIET)
    y = text.draw(canvas, _small("Certificate number", 8.5, 1, PANEL_ROOM), ASIDE, bottom - 8)
    canvas.setFillColor(INK)
    y = text.draw(canvas, text.fit(wording.number, BOLD, sizes=(13,), room=PANEL_ROOM, most=1), ASIDE, y)
    canvas.setFillColor(QUIET)
    y = text.draw(canvas, _small("Check it with the code, or at", 8.5, 1, PANEL_ROOM), ASIDE, y - 3)
    canvas.setFillColor(TEAL)
    text.draw(
        canvas, text.fit(wording.short_address, REGULAR, sizes=(7.5, 6.5), room=PANEL_ROOM, most=3), ASIDE, y
    )


def _label(canvas: Canvas, label: str, y: float) -> float:
    block = text.fit(label, BOLD, sizes=(9.5, 8.5), room=PANEL_ROOM - 20, most=3)
    canvas.setFillColor(CLAY_TINT)
    canvas.setStrokeColor(CLAY_SOFT)
    canvas.setLineWidth(0.8)
    canvas.roundRect(ASIDE, y - block.height - 12, PANEL_ROOM, block.height + 12, 6, stroke=1, fill=1)
    canvas.setFillColor(CLAY)
    return text.draw(canvas, block, ASIDE + 10, y - 6)
