"""The back: what was learnt, the facts that a CPD log asks for, and lines for one's own pen."""

from reportlab.pdfgen.canvas import Canvas

from certificates.pdf import mark, text
from certificates.pdf.design_2026_4 import sheet
from certificates.pdf.design_2026_4.sheet import HEIGHT, LEFT, WIDTH, small
from certificates.pdf.fonts import BOLD, REGULAR
from certificates.rules.wording import Part, Wording
from lms.core import words

RIGHT = WIDTH - LEFT
ROOM = 400.0  # of the table
SECOND = 136.0  # where its second column begins, of its room
CARD = 496.0  # where the card begins
PEN = 168.0  # how high the part for a pen reaches


def draw(canvas: Canvas, wording: Wording) -> None:
    _ground(canvas, wording)
    top = HEIGHT - 104
    _card(canvas, wording, top)
    _parts(canvas, wording.parts, top)
    _pen(canvas)
    _foot(canvas, wording)


def _ground(canvas: Canvas, wording: Wording) -> None:
    canvas.setFillColor(sheet.PAPER)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(sheet.TINT)
    canvas.circle(WIDTH - 10, HEIGHT - 10, 140, stroke=0, fill=1)
    sheet.fine_lines(canvas, WIDTH - 10, 10, 17, sheet.FAINT)
    canvas.setFillColor(sheet.TEAL)
    text.draw(canvas, text.fit("What was learnt", BOLD, sizes=(18,), room=300, most=1), LEFT, HEIGHT - 52)
    provider = text.fit(wording.provider, BOLD, sizes=(12, 10, 8), room=180, most=1)
    wide = max(sum(each.width for each in line.words) for line in provider.lines) * provider.size + 8
    canvas.setFillColor(sheet.DEEP)
    text.draw(canvas, provider, RIGHT - wide, HEIGHT - 55)
    mark.draw(canvas, RIGHT - wide - 32, HEIGHT - 74, 24, parent=sheet.TEAL, child=sheet.CORAL)
    canvas.setStrokeColor(sheet.TEAL)
    canvas.setLineWidth(0.9)
    canvas.line(LEFT, HEIGHT - 84, RIGHT, HEIGHT - 84)


def _parts(canvas: Canvas, parts: tuple[Part, ...], top: float) -> None:
    """Each with its lessons and minutes, smaller the more there are; the last are counted if need be."""
    canvas.setFillColor(sheet.INK)
    y = text.draw(canvas, text.fit("Parts of the course", BOLD, sizes=(12,), room=ROOM, most=1), LEFT, top)
    floor = PEN + 16
    size, shown = _that_fit(parts, y - 4 - floor)
    y -= 2
    for part in parts[:shown]:
        y = _part(canvas, part, size, y)
    rest = parts[shown:]
    if rest:
        count, minutes = len(rest), sum(part.minutes for part in rest)
        line = f"and {words.counted(count, 'more part', space=' ')}, {words.minutes(minutes, space=' ')}"
        canvas.setFillColor(sheet.QUIET)
        text.draw(canvas, small(line, 9, 1, ROOM), LEFT, y - 4)


def _that_fit(parts: tuple[Part, ...], room: float) -> tuple[float, int]:
    """The size of letters, and how many parts have room at it."""
    for size in (10.0, 9.0, 8.0, 7.0):
        heights = [_height(part, size) for part in parts]
        if sum(heights) <= room:
            return size, len(parts)
    shown = 0
    room -= 18  # for the line that counts the others
    while shown < len(heights) and sum(heights[: shown + 1]) <= room:
        shown += 1
    return size, shown


def _cells(part: Part, size: float) -> tuple[text.Block, text.Block, text.Block]:
    lessons = "; ".join(part.lessons)
    return (
        text.fit(part.title, BOLD, sizes=(size,), room=SECOND - 12, most=9),
        text.fit(lessons, REGULAR, sizes=(size,), room=ROOM - SECOND - 56, most=9),
        text.fit(f"{part.minutes} min", REGULAR, sizes=(size,), room=48, most=1),
    )


def _height(part: Part, size: float) -> float:
    return max(cell.height for cell in _cells(part, size)) + 9


def _part(canvas: Canvas, part: Part, size: float, y: float) -> float:
    title, lessons, minutes = _cells(part, size)
    canvas.setStrokeColor(sheet.LINE)
    canvas.setLineWidth(0.7)
    canvas.line(LEFT, y - 2, LEFT + ROOM, y - 2)
    canvas.setFillColor(sheet.INK)
    text.draw(canvas, title, LEFT, y - 5)
    text.draw(canvas, lessons, LEFT + SECOND, y - 5)
    canvas.setFillColor(sheet.QUIET)
    text.draw(canvas, minutes, LEFT + ROOM - 44, y - 5)
    return y - _height(part, size)


def _facts(wording: Wording) -> list[tuple[str, str]]:
    """What the NMC's template for continuing professional development asks for, as far as it is known here.

    https://www.nmc.org.uk/revalidation/requirements/cpd/ (method, topic, dates, hours, participatory hours).
    """
    participatory = words.minutes(wording.participatory_minutes, space=" ")
    lessons = words.counted(wording.lessons_count, "part", space=" ")
    return [
        ("Method", f"Online course, {lessons}"),
        ("Topic", wording.course),
        ("Dates", wording.dates_line),
        ("Time", words.minutes(wording.minutes, space=" ")),
        ("Participatory", participatory),
        ("Evidence", f"Certificate {wording.number}"),
        ("Reviewed by", wording.reviewer.removeprefix("Clinically reviewed by ") or wording.reviewer_line),
    ]


def _card(canvas: Canvas, wording: Wording, top: float) -> None:
    """As high as what it says."""
    inside = RIGHT - CARD - 32
    rows = [
        (small(label, 9.5, 1, 70), text.fit(value, BOLD, sizes=(9.5, 8.5), room=inside - 76, most=3))
        for label, value in _facts(wording)
    ]
    heading = text.fit("For your CPD log", BOLD, sizes=(12,), room=inside, most=1)
    note = small("No regulator has approved this course. You choose what it shows.", 8.5, 2, inside)
    height = sum(value.height + 4 for _, value in rows) + heading.height + note.height + 34
    canvas.setFillColor(sheet.TINT)
    canvas.roundRect(CARD, top - height + 4, RIGHT - CARD, height, 10, stroke=0, fill=1)
    canvas.setFillColor(sheet.INK)
    y = text.draw(canvas, heading, CARD + 16, top - 8) - 4
    for label, value in rows:
        canvas.setFillColor(sheet.QUIET)
        text.draw(canvas, label, CARD + 16, y)
        canvas.setFillColor(sheet.INK)
        y = text.draw(canvas, value, CARD + 92, y) - 4
    canvas.setFillColor(sheet.QUIET)
    text.draw(canvas, note, CARD + 16, y - 4)


def _pen(canvas: Canvas) -> None:
    heading = text.fit(
        "What I will do differently on my next visit", BOLD, sizes=(12,), room=RIGHT - LEFT, most=1
    )
    canvas.setFillColor(sheet.INK)
    y = text.draw(canvas, heading, LEFT, PEN)
    hint = small(
        "For your own pen. Leave out anything by which a family could be known.", 8.5, 1, RIGHT - LEFT
    )
    canvas.setFillColor(sheet.QUIET)
    y = text.draw(canvas, hint, LEFT, y)
    canvas.setStrokeColor(sheet.QUIET)
    canvas.setLineWidth(0.5)
    for number in range(1, 4):
        canvas.line(LEFT, y - 24 * number, RIGHT, y - 24 * number)


def _foot(canvas: Canvas, wording: Wording) -> None:
    line = f"{wording.shown_holder} · {wording.course} · {wording.number} · page 2 of 2"
    canvas.setFillColor(sheet.QUIET)
    text.draw(canvas, small(line, 8, 2, RIGHT - LEFT), LEFT, 44)
