"""A letter that no font draws strands no certificate: it is left out, written plainer, or said before."""

import pytest
from django.urls import reverse

from certificates import pdf
from courses.actions.release import NothingToRelease, release
from lms.core.printing import complaint_of
from tests.certificates.test_pdf import drawn, text_of
from tests.factories import NOON
from tests.factories.authoring import a_course_page
from tests.factories.people import a_person

CUNEIFORM = "\U00012000"
RUNE = "\u16a0"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("With ❤\ufe0f Lee", "With Lee"),
        ("Part ① of Ⅱ", "Part 1 of II"),
        ("Press 1\ufe0f\u20e3 now", "Press 1 now"),
        ("👩\u200d👧 Together", "Together"),
        ("Room of 20㎡", "Room of 20m2"),
        ("Ａｎｎ Lee", "Ann Lee"),
    ],
)
def test_what_only_dresses_a_letter_is_left_out_and_fancy_letters_are_plain(written, printed):
    assert pdf.undrawable(written) == []
    assert printed in text_of(drawn(written))


def test_letters_that_nobody_could_do_without_are_named():
    assert pdf.undrawable(f"Anne {CUNEIFORM} {RUNE} Lee {CUNEIFORM}") == [CUNEIFORM, RUNE]
    assert pdf.undrawable("Siân O’Brien, 李, محمد, ศรี, 한") == []


def test_a_name_of_which_nothing_can_be_drawn_is_not_called_a_letter():
    with pytest.raises(pdf.CannotBeDrawnError, match="Nothing of the name"):
        drawn("👶")


def test_what_cannot_be_printed_is_said_with_its_letter():
    assert complaint_of("Every baby has a mind") == ""
    said = complaint_of(f"Signs {CUNEIFORM}")
    assert said.startswith(f"Certificates cannot print “{CUNEIFORM}” (U+12000) of “Signs")
    assert said.endswith("Write it in other letters.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"title": f"Signs {CUNEIFORM}"},
        {"objectives": [{"key": "o", "text": f"Read {CUNEIFORM} signs."}]},
    ],
)
def test_a_course_that_no_certificate_could_name_is_mended_before_it_is_released(fields):
    page = a_course_page(**fields)

    with pytest.raises(NothingToRelease, match=r"Certificates cannot print .* \(U\+12000\)"):
        release(course_page=page, by=page.owner, at=NOON)


@pytest.mark.django_db
def test_whoever_has_such_a_name_is_asked_for_another_on_certificates(client):
    person = a_person("ᚲ ᛗ")
    client.force_login(person)
    address = reverse("people:my_certificates")

    for typed in ("", "ᚲ Min"):
        page = client.post(address, {"name": typed, "employer": ""})
        assert "Certificates cannot print “ᚲ” (U+16B2)" in page.text
    assert client.post(address, {"name": "Min Kim", "employer": ""}).status_code == 302
    person.refresh_from_db()
    assert person.name_on_certificates == "Min Kim"
