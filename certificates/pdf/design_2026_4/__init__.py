"""The design “2026-4”: who, what and when on the front; what was learnt, for a CPD log, on the back.

Never change it once certificates were issued with it: make another and add it in ``certificates.pdf``.
"""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from certificates.pdf import fonts
from certificates.pdf.design_2026_4 import back, front
from certificates.pdf.design_2026_4.sheet import HEIGHT, WIDTH
from certificates.pdf.fonts import BOLD, REGULAR
from certificates.rules.wording import HEADING, Wording


def draw(wording: Wording) -> bytes:
    """Both pages; certificates that were minted without parts of their course have the front alone."""
    file = BytesIO()
    fonts.font(REGULAR)
    fonts.font(BOLD)
    canvas = Canvas(
        file, (WIDTH, HEIGHT), pageCompression=1, invariant=1, initialFontName=REGULAR, lang="en-GB"
    )
    _describe(canvas, wording)
    front.draw(canvas, wording)
    canvas.showPage()
    if wording.parts:
        back.draw(canvas, wording)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _describe(canvas: Canvas, wording: Wording) -> None:
    """What the file says of itself. Its date is the day of completion: the clock is never asked."""
    canvas.setTitle(f"{HEADING}: {wording.course} ({wording.number})")
    canvas.setAuthor(wording.provider)
    canvas.setSubject(f"{wording.shown_holder}, {wording.completed_line}")
    canvas.setCreator(wording.provider)
    canvas.setKeywords(["certificate", "continuing professional development", wording.number])
    canvas.setViewerPreference("DisplayDocTitle", "true")
    day = f"D:{wording.completed_on:%Y%m%d}000000+00'00'"
    canvas.setDateFormatter(lambda *_of_the_clock: day)
