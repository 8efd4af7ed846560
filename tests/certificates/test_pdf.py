"""The file: every name readable, every fact on it, the same bytes for the same words."""

import contextlib
import hashlib
import io
import subprocess
import sys
from datetime import date

import pypdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from certificates import pdf
from certificates.pdf import CannotBeDrawnError, NoGlyphError, text
from certificates.pdf.fonts import BOLD
from certificates.rules.wording import Part, Signatory, Wording

ADDRESS = "https://learning.example.org/verify/a8Kd92jsKq_1kdLs82jdk29sjdkQ28dksl19dkVbn3w/"

NAMES = {
    "Welsh": "Llŷr ap Gwŷn",
    "Polish": "Święcisława Żółć-Łęcka",
    "Turkish": "Şükrü Iğdır",
    "Vietnamese": "Nguyễn Thị Ánh",
    "Arabic": "محمد عبد الله الخطيب",
    "Urdu": "ڈاکٹر نصرت جہاں",
    "mixed": "Dr فاطمة Khan",
    "Bengali": "শর্মিষ্ঠা চট্টোপাধ্যায়",
    "Hindi": "प्रियंका शर्मा",
    "Punjabi": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "Gujarati": "હેતલ પટેલ",
    "Tamil": "கிருஷ்ணமூர்த்தி",
    "Hebrew": "שרה בן־דוד",
    "Chinese": "陳大文",
    "Greek": "Ελένη Παπαδοπούλου",
    "Ukrainian": "Їжакевич Ґалаґан",
    "combining": "Zoe\u0308 Z\u030cizka n\u0330",
}


def words(holder="Ann Lee", **fields):
    values = {
        "number": "PIER-7K4M-2Q9X-C",
        "organisation": "Moor Trust",
        "course": "Every baby has a mind",
        "edition": "1",
        "level": "Awareness",
        "label": "Demonstration content. Not clinically approved.",
        "objectives": ("Say what infant mental health is.",),
        "completed_on": date(2026, 11, 23),
        "minutes": 90,
        "participatory_minutes": 0,
        "reviewer": "",
        "provider": "PIER Learning",
        "verify_at": ADDRESS,
    }
    return Wording(holder=holder, **values | fields)


def drawn(*args, **fields):
    return pdf.draw(pdf.NEWEST_DESIGN, words(*args, **fields))


def text_of(content):
    return " ".join(pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text().split())


def page_of(content, scale=2):
    return pypdfium2.PdfDocument(content)[0].render(scale=scale).to_pil()


def test_it_says_everything_that_it_certifies():
    said = text_of(drawn("Siân Llewellyn"))

    for fact in [
        "Certificate of completion",
        "Siân Llewellyn",
        "Moor Trust",
        "Every baby has a mind",
        "Edition 1 · Awareness level",
        "Say what infant mental health is.",
        "23 November 2026",
        "1 hour 30 minutes of learning (of which participatory: 0 minutes)",
        "No clinical reviewer is named for this edition.",
        "PIER-7K4M-2Q9X-C",
        "Demonstration content. Not clinically approved.",
        "A record of learning. Not a qualification or a licence to practise.",
    ]:
        assert fact in said


def test_it_is_one_landscape_page_that_knows_its_title_author_and_language():
    reader = pypdf.PdfReader(io.BytesIO(drawn()))

    assert len(reader.pages) == 1
    assert reader.pages[0].mediabox.width > reader.pages[0].mediabox.height
    assert reader.metadata.title == "Certificate of completion: Every baby has a mind (PIER-7K4M-2Q9X-C)"
    assert reader.metadata.author == "PIER Learning"
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_every_font_is_embedded(name):
    reader = pypdf.PdfReader(io.BytesIO(drawn(name)))

    for found in reader.pages[0]["/Resources"]["/Font"].values():
        assert "/FontFile2" in found.get_object()["/FontDescriptor"]


def test_the_code_read_from_the_page_as_a_picture_is_its_verification_address():
    (found,) = zxingcpp.read_barcodes(page_of(drawn()))

    assert found.text == ADDRESS


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_every_name_leaves_ink_where_the_name_stands(name):
    assert ink(drawn(name)) > 500


def ink(content):
    """Dark dots where the name stands."""
    name = page_of(content).convert("L").crop((110, 200, 1060, 330))
    return sum(name.histogram()[:100])


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_letter_of_a_name_is_drawn_as_missing(name):
    for word in name.split():
        for piece in text.shape(word, BOLD).pieces:
            loaded = text.fonts.font(piece.font)
            assert all(loaded.face.charToGlyph.get(ord(letter), 0) for letter in piece.text)


def test_arabic_words_stand_from_right_to_left():
    (line,) = text.lines("محمد عبد الله", BOLD, 12, 400)

    assert [word.letters for word in line.words] == ["الله", "عبد", "محمد"]
    assert line.spoken == "محمد عبد الله"


def test_an_arabic_name_between_latin_words_stays_between_them():
    (line,) = text.lines("Dr فاطمة علي Khan", BOLD, 12, 400)

    assert [word.letters for word in line.words] == ["Dr", "علي", "فاطمة", "Khan"]


def test_letters_of_arabic_are_joined():
    joined = text.shape("فاطمة", BOLD).width
    apart = sum(text.shape(letter, BOLD).width for letter in "فاطمة")

    assert joined < apart


@pytest.mark.parametrize("name", ["Wolf Bergerdorff " * 17, "x" * 300, "محمد الخطيب " * 25, "ন" * 300])
def test_a_name_of_three_hundred_letters_shrinks_and_wraps_and_stays_inside(name):
    name = name[:300]
    block = text.fit(name, BOLD, sizes=(36, 20, 12.5), room=462, most=2)

    assert sum(len(line.spoken.replace(" ", "")) for line in block.lines) == len(name.replace(" ", ""))
    assert all(sum(word.width for word in line.words) * block.size <= 462.01 for line in block.lines)
    assert len(drawn(name)) > 10_000


def test_a_crowd_of_objectives_never_runs_into_what_stands_beneath():
    many = tuple(f"Objective {number} " + "that is said at some length " * 5 for number in range(30))

    said = text_of(drawn("x " * 150, course="A course with a long title " * 9, objectives=many))

    assert "A record of learning" in said


def test_a_name_that_cannot_be_drawn_is_never_left_blank():
    with pytest.raises(NoGlyphError):
        drawn("ᚲᛗ")
    with pytest.raises(CannotBeDrawnError, match="Nothing of the name"):
        drawn("🌻")


def test_a_flower_in_a_name_is_left_out_and_the_name_stays():
    assert "Ann Lee" in text_of(drawn("Ann 🌻 Lee"))


@given(st.text(st.characters(codec="utf-8", max_codepoint=0x24F), min_size=1, max_size=300))
@settings(max_examples=25)
def test_any_latin_name_is_drawn_or_refused_in_words(name):
    drawn_or_refused = b"%PDF-"
    with contextlib.suppress(CannotBeDrawnError):
        drawn_or_refused = drawn(name)

    assert drawn_or_refused.startswith(b"%PDF-")


def test_the_same_words_give_the_same_bytes():
    assert drawn(NAMES["Arabic"]) == drawn(NAMES["Arabic"])


def test_the_same_words_give_the_same_bytes_in_another_process_whatever_was_drawn_before():
    code = (
        "import sys, hashlib; from tests.certificates.test_pdf import NAMES, drawn;"
        "order = sys.argv[1:];"
        "digests = {name: hashlib.sha256(drawn(NAMES[name])).hexdigest() for name in order};"
        "print([digests[name] for name in sorted(order)])"
    )
    names = ["Arabic", "Urdu", "Bengali", "Welsh", "combining"]

    first, second = (
        subprocess.run([sys.executable, "-c", code, *order], capture_output=True, text=True, check=True)
        for order in (names, names[::-1])
    )

    assert first.stdout == second.stdout


PARTS = (
    Part("Good enough", ("Mismatch and repair", "Tolerable and toxic stress"), 14),
    Part("Show what you know", ("Quiz",), 8),
)


def test_its_date_is_the_day_of_completion_and_not_the_clock_s():
    metadata = pypdf.PdfReader(io.BytesIO(drawn())).metadata

    assert metadata.creation_date.date() == metadata.modification_date.date() == date(2026, 11, 23)


def test_the_back_says_what_was_learnt_and_what_a_log_asks_for():
    content = drawn("Ann Lee", parts=PARTS, began_on=date(2026, 11, 9))
    front, back = [
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages
    ]

    assert "Begun and completed 9 to 23 November 2026" in front
    for fact in ["Mismatch and repair; Tolerable and toxic stress", "14 min", "Online course, 3 parts"]:
        assert fact in back
    assert "1 hour 30 minutes Participatory 0 minutes Evidence Certificate PIER-7K4M-2Q9X-C" in back


def test_parts_that_find_no_room_are_counted():
    said = pypdf.PdfReader(io.BytesIO(drawn(parts=PARTS * 30))).pages[1].extract_text()

    shown = said.count("Good enough") + said.count("Show what you know")
    assert f"and {60 - shown} more parts, " in said


def test_whoever_answers_for_it_is_named_beneath_a_line_for_a_pen():
    said = text_of(drawn(signatory=Signatory("Ada Example", "Chair of the network")))

    assert "Ada Example Chair of the network" in said
    assert "Chair" not in text_of(drawn())


def test_its_number_can_be_typed_at_a_short_address():
    assert "or type it at learning.example.org/verify" in text_of(drawn())


#: Of what the pages of the words beneath draw, unpacked: packing differs from one zlib to another.
DIGESTS = {
    "2026-1": "d912d5e872851c71",
    "2026-2": "118bf15363227d67",
    "2026-3": "118bf15363227d67",
    "2026-4": "f227156c1fa80e30",
}


def test_each_design_draws_what_it_always_drew():
    """A file that is lost is drawn again, and has to come out the same."""
    certified = words("Ann Lee", objectives=("Say what a repair is.",), parts=PARTS)

    assert {design: digest_of(pdf.draw(design, certified)) for design in pdf.DESIGNS} == DIGESTS


def digest_of(content):
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return hashlib.sha256(b"".join(page.get_contents().get_data() for page in pages)).hexdigest()[:16]


def test_each_design_keeps_its_words_for_ever():
    """A file that is lost is drawn again, and its digest has to be the same."""
    certified = words("Ann Lee", objectives=("Say what a repair is.",))

    assert "Whoever completes it can:" in text_of(pdf.draw("2026-1", certified))
    assert "Learners who complete it can:" in text_of(pdf.draw("2026-2", certified))


def test_objectives_that_find_no_room_are_counted():
    twelve = tuple(
        f"Objective {number}: " + "say what a baby needs from us and why " * 6 for number in range(12)
    )
    said = text_of(drawn("Ann Lee", objectives=twelve))
    shown = sum(f"Objective {number}:" in said for number in range(12))

    assert 0 < shown < 12
    assert f"and {12 - shown} more: see the page of this certificate" in said
    assert " more: see the page" not in text_of(drawn("Ann Lee", objectives=twelve[:2]))
    assert " more: see the page" not in text_of(pdf.draw("2026-2", words("Ann Lee", objectives=twelve)))
