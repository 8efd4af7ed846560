"""The front: what is certified on the left, whose it is and how to check it on the right."""

from reportlab.pdfgen.canvas import Canvas

from certificates.pdf import fonts, mark, qr, text
from certificates.pdf.design_2026_4 import sheet
from certificates.pdf.design_2026_4.sheet import EDGE, HEIGHT, LEFT, PANEL, PANEL_LEFT, WIDTH, small
from certificates.pdf.fonts import BOLD, REGULAR
from certificates.rules.wording import HEADING, SMALL_PRINT, Wording

ROOM = 506.0  # of the words
ROOM_OF_PANEL = WIDTH - EDGE - 22 - PANEL_LEFT
BOTTOM = 54.0
QR_SIDE = 112.0
MORE = "and {count} more: see the page of this certificate"


def draw(canvas: Canvas, wording: Wording) -> None:
    _ground(canvas)
    top = _who_and_what(canvas, wording)
    floor = _facts(canvas, wording, _foot(canvas, wording))
    _objectives(canvas, wording, top - 12, floor + 10)
    _panel(canvas, wording)


def _ground(canvas: Canvas) -> None:
    canvas.setFillColor(sheet.PAPER)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.saveState()
    frame = canvas.beginPath()
    frame.roundRect(EDGE, EDGE, WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE, 18)
    canvas.clipPath(frame, stroke=0, fill=0)
    sheet.fine_lines(canvas, PANEL - 6, HEIGHT - 190, 22, sheet.LINE)
    canvas.setFillColor(sheet.TINT)
    canvas.rect(PANEL, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(sheet.FAINT)
    canvas.drawPath(sheet.crescents(), stroke=0, fill=1)
    canvas.setFillColor(sheet.PEACH)
    canvas.circle(WIDTH - 20, HEIGHT - 46, 126, stroke=0, fill=1)
    sheet.fine_lines(canvas, WIDTH - 20, HEIGHT - 46, 19, sheet.CORAL)
    sheet.fine_lines(canvas, WIDTH - 60, 40, 26, sheet.FINE)
    canvas.restoreState()
    canvas.setStrokeColor(sheet.TEAL)
    canvas.setLineWidth(1.5)
    canvas.roundRect(EDGE, EDGE, WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE, 18, stroke=1, fill=0)
    canvas.setStrokeColor(sheet.CORAL)
    canvas.setLineWidth(0.6)
    inner = EDGE + 5
    canvas.roundRect(inner, inner, WIDTH - 2 * inner, HEIGHT - 2 * inner, 14, stroke=1, fill=0)


def _who_and_what(canvas: Canvas, wording: Wording) -> float:
    """Returns the y beneath."""
    canvas.setFillColor(sheet.TEAL)
    y = text.draw(canvas, text.fit(HEADING, BOLD, sizes=(18,), room=ROOM, most=1), LEFT, HEIGHT - 56)
    canvas.setFillColor(sheet.CORAL)
    canvas.roundRect(LEFT, y - 5, 46, 3.4, 1.7, stroke=0, fill=1)
    canvas.setFillColor(sheet.QUIET)
    y = text.draw(canvas, small("This is to say that", 11.5, 1, ROOM), LEFT, y - 24)
    name = text.fit(
        wording.shown_holder, BOLD, sizes=(36, 32, 28, 24, 20, 16, 12.5), room=ROOM, most=2, airy=1.2
    )
    if not name.lines:
        raise fonts.CannotBeDrawnError(f"Nothing of the name “{wording.shown_holder}” can be drawn.")
    canvas.setFillColor(sheet.INK)
    y = text.draw(canvas, name, LEFT, y + 2)
    canvas.setFillColor(sheet.QUIET)
    if wording.organisation:
        y = text.draw(canvas, small(wording.organisation, 12.5, 2, ROOM), LEFT, y - 1)
    y = text.draw(canvas, small("has completed", 11.5, 1, ROOM), LEFT, y - 12)
    canvas.setFillColor(sheet.TEAL)
    course = text.fit(wording.course, BOLD, sizes=(24, 20, 17, 14, 11), room=ROOM, most=2, airy=1.22)
    y = text.draw(canvas, course, LEFT, y)
    canvas.setFillColor(sheet.QUIET)
    line = " · ".join(each for each in (wording.edition_line, wording.written_line) if each)
    return text.draw(canvas, small(line, 11, 2, ROOM), LEFT, y - 2)


def _foot(canvas: Canvas, wording: Wording) -> float:
    """Who answers for it, if anybody is named, and the small print beside. Returns how high it reaches."""
    start, room = LEFT, ROOM
    if wording.signatory:
        _signatory(canvas, wording.signatory.name, wording.signatory.role)
        start, room = LEFT + 196, ROOM - 196
    print_ = small(SMALL_PRINT, 8, 3, room)
    reviewer = small(wording.reviewer_line, 8.5, 2, room)
    canvas.setFillColor(sheet.QUIET)
    y = text.draw(canvas, reviewer, start, BOTTOM + print_.height + reviewer.height + 2)
    text.draw(canvas, print_, start, y - 2)
    return BOTTOM + max(print_.height + reviewer.height + 2, 62 if wording.signatory else 0)


def _signatory(canvas: Canvas, name: str, role: str) -> None:
    """A line with room above it for a pen."""
    room = 176.0
    words = text.fit(name, BOLD, sizes=(9.5, 8.5, 7.5), room=room, most=1)
    beneath = small(role, 8.5, 1, room)
    line = BOTTOM + words.height + beneath.height + 3
    canvas.setStrokeColor(sheet.QUIET)
    canvas.setLineWidth(0.7)
    canvas.line(LEFT, line, LEFT + room, line)
    canvas.setFillColor(sheet.INK)
    y = text.draw(canvas, words, LEFT, line - 2)
    canvas.setFillColor(sheet.QUIET)
    text.draw(canvas, beneath, LEFT, y)


def _facts(canvas: Canvas, wording: Wording, foot: float) -> float:
    """Returns how high they reach."""
    top = foot + 50
    canvas.setStrokeColor(sheet.LINE)
    canvas.setLineWidth(0.8)
    canvas.line(LEFT, top, LEFT + ROOM, top)
    if wording.began_on and wording.began_on < wording.completed_on:
        dates = ("Begun and completed", wording.dates_line)
    else:
        dates = ("Completed on", wording.completed_line)
    _fact(canvas, *dates, LEFT, top - 8, 186)
    _fact(canvas, "Learning time (CPD)", wording.time_line, LEFT + 196, top - 8, ROOM - 196)
    return top


def _fact(canvas: Canvas, label: str, value: str, x: float, y: float, room: float) -> None:
    canvas.setFillColor(sheet.QUIET)
    y = text.draw(canvas, small(label, 8.5, 1, room), x, y)
    canvas.setFillColor(sheet.INK)
    text.draw(canvas, text.fit(value, BOLD, sizes=(11, 10, 9, 8), room=room, most=1), x, y)


def _objectives(canvas: Canvas, wording: Wording, top: float, floor: float) -> None:
    """In the room that is left, smaller the more there are; the last are counted rather than overlap."""
    if not wording.objectives:
        return
    room = top - floor - 15
    blocks = text.fit_list(wording.objectives, REGULAR, room=ROOM - 15, height=room)
    if len(blocks) < len(wording.objectives):
        blocks = text.fit_list(
            wording.objectives,
            REGULAR,
            room=ROOM - 15,
            height=room - text.height_of([small(MORE, 9, 1, ROOM)]),
        )
    left = len(wording.objectives) - len(blocks)
    if not blocks:
        return
    canvas.setFillColor(sheet.QUIET)
    y = text.draw(canvas, small("Learners who complete it can:", 10, 1, ROOM), LEFT, top) - 2
    for block in blocks:
        canvas.setFillColor(sheet.CORAL)
        canvas.circle(LEFT + 3.4, y - block.size * 0.72, 2.6, stroke=0, fill=1)
        canvas.setFillColor(sheet.INK)
        y = text.draw(canvas, block, LEFT + 15, y) - 3
    if left:
        canvas.setFillColor(sheet.QUIET)
        text.draw(canvas, small(MORE.format(count=left), 9, 1, ROOM), LEFT + 15, y)


def _panel(canvas: Canvas, wording: Wording) -> None:
    mark.draw(canvas, PANEL_LEFT - 3, HEIGHT - 110, 56, parent=sheet.TEAL, child=sheet.CORAL)
    canvas.setFillColor(sheet.DEEP)
    provider = text.fit(wording.provider, BOLD, sizes=(15, 13, 11), room=ROOM_OF_PANEL, most=3)
    y = text.draw(canvas, provider, PANEL_LEFT, HEIGHT - 120)
    if wording.label:
        _label(canvas, wording.label, y - 10)
    _check(canvas, wording)


def _label(canvas: Canvas, label: str, y: float) -> None:
    block = text.fit(label, BOLD, sizes=(9.5, 8.5), room=ROOM_OF_PANEL - 20, most=3)
    canvas.setFillColor(sheet.PEACH_TINT)
    canvas.roundRect(PANEL_LEFT, y - block.height - 12, ROOM_OF_PANEL, block.height + 12, 5, stroke=0, fill=1)
    canvas.setFillColor(sheet.CLAY)
    text.draw(canvas, block, PANEL_LEFT + 10, y - 6)


def _check(canvas: Canvas, wording: Wording) -> None:
    """How anyone can check it: by the code, or by the number at an address short enough to type."""
    bottom = 142.0
    canvas.setFillColor(sheet.PAPER)
    canvas.roundRect(PANEL_LEFT, bottom, QR_SIDE + 24, QR_SIDE + 24, 9, stroke=0, fill=1)
    canvas.roundRect(PANEL_LEFT, BOTTOM + 4, ROOM_OF_PANEL, bottom - BOTTOM - 14, 9, stroke=0, fill=1)
    canvas.setFillColor(sheet.INK)
    qr.draw(canvas, wording.verify_at, PANEL_LEFT + 12, bottom + 12, QR_SIDE)
    canvas.linkURL(wording.verify_at, (PANEL_LEFT, BOTTOM, PANEL_LEFT + ROOM_OF_PANEL, bottom + QR_SIDE + 24))
    x, room = PANEL_LEFT + 10, ROOM_OF_PANEL - 20
    canvas.setFillColor(sheet.QUIET)
    y = text.draw(canvas, small("Certificate number", 8.5, 1, room), x, bottom - 16)
    canvas.setFillColor(sheet.INK)
    number = text.fit(wording.number, BOLD, sizes=(14, 13, 12, 11), room=room, most=1)
    y = text.draw(canvas, number, x, y)
    canvas.setFillColor(sheet.QUIET)
    y = text.draw(canvas, small("Check it with the code, or type it at", 8.5, 1, room), x, y - 3)
    canvas.setFillColor(sheet.TEAL)
    address = text.fit(wording.typed_address, BOLD, sizes=(9.5, 8.5, 7.5, 6.5), room=room, most=1)
    text.draw(canvas, address, x, y)
