"""Fifty names in more than twenty scripts: drawn, and read back from the file as they were written.

With ``PICTURES=folder`` each can be looked at.
"""

import hashlib
import os
import re
import unicodedata
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from certificates import pdf
from certificates.pdf import fonts
from tests.certificates.test_pdf import drawn, text_of

NAMES = [
    "Siân O’Brien",
    "Zoë Nguyễn Thị Ánh",
    "Łukasz Żółć",
    "Þórunn Ægisdóttir",
    "Çağla Şimşek",
    "Ọlá Adébáyọ̀",
    "Ŵyn Ffion-Ŷ",
    "Jiří Dvořák",
    "Αθηνά Παππά",
    "Γιώργος Ξένος",
    "Олена Їжакевич",
    "Юлия Щербакова",
    "Ћирило Љубић",
    "محمد علي",
    "فاطمة الزهراء",
    "پروین گل",
    "שרה כהן",
    "דוד לוי",
    "अनन्या शर्मा",
    "क्षितिज श्रीवास्तव",
    "মৌসুমী চট্টোপাধ্যায়",
    "ਗੁਰਪ੍ਰੀਤ ਕੌਰ",
    "હેતલ પટેલ",
    "தமிழ்ச்செல்வி",
    "శ్రీలక్ష్మి",
    "ಲಕ್ಷ್ಮೀ ರಾವ್",
    "ശ്രീകുമാർ",
    "නිශාන්ති පෙරේරා",
    "ปิยะดา ศรีสุข",
    "ສົມພອນ ແກ້ວ",
    "សុភា ច័ន្ទ",
    "အောင်ဆန်း",
    "ଅନନ୍ୟା ଦାଶ",
    "བསྟན་འཛིན",
    "አበበ በቀለ",
    "ሰላም ተስፋዬ",
    "Անի Հակոբյան",
    "ნინო გელაშვილი",
    "李小龍",
    "王秀英",
    "𠮷田",
    "山田 花子",
    "さくら",
    "カタカナ タロウ",
    "김민준",
    "뷁쀍",
    "އައިޝާ",
    "ߊߡߊߘߎ",
    "ܡܪܝܡ",
    "ⵜⴰⵏⵉⵔⵜ",
    "ᏣᎳᎩ",
]
#: Rare beyond any font of ours: said before it is printed.
RARE = {"𠮷田"}
PINNED = Path(__file__).parent / "golden" / "fonts.txt"


@pytest.mark.parametrize("name", sorted(set(NAMES) - RARE))
def test_a_name_is_drawn_and_read_back(name):
    file = drawn(name)

    assert pdf.undrawable(name) == []
    assert plain(name) in plain(text_of(file)) or plain(name) in plain(spoken_in(file))
    if folder := os.environ.get("PICTURES"):
        page = pypdfium2.PdfDocument(file)[0].render(scale=1.2).to_pil()
        page.save(Path(folder) / f"name-{NAMES.index(name):02}.png")


def test_what_no_font_has_is_said_by_its_letter():
    assert pdf.undrawable("𠮷田") == ["𠮷"]


def test_font_files_are_the_ones_that_certificates_were_drawn_with():
    files = sorted(fonts.FOLDER.glob("*.ttf"))
    here = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}

    assert [f"{digest}  {name}" for name, digest in here.items()] == PINNED.read_text().splitlines()


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=12))
def test_any_text_is_drawn_or_its_letters_are_named(text):
    """Of every plane of Unicode; what is neither drawn nor named has no letter in it."""
    missing = pdf.undrawable(text)
    if not missing:
        fonts.runs(text, fonts.BOLD)
    else:
        with pytest.raises(pdf.NoGlyphError):
            fonts.runs(text, fonts.BOLD)


def spoken_in(file):
    """What readers copy and say where letters are joined: the text that stands beside them (ActualText)."""
    content = PdfReader(BytesIO(file)).pages[0].get_contents().get_data()
    said = [bytes.fromhex(each.decode()) for each in re.findall(rb"/ActualText <([0-9A-F]+)>", content)]
    return " ".join(each.decode("utf-16") for each in said)


def plain(text: str) -> str:
    """Spaces and hidden marks are not what is compared."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        letter for letter in composed if not letter.isspace() and unicodedata.category(letter) != "Cf"
    )
