"""What a certificate says."""

from dataclasses import replace
from datetime import date

import pytest

from certificates.rules.wording import Wording, file_name, learning_time, reviewed_by, wording_of

STORED = {
    "course": "Serve and return",
    "edition": "3.1",
    "level": "Awareness",
    "label": "Level 1",
    "objectives": ["Say it.", "Do it."],
    "completed_on": "2026-03-03",
    "minutes": 90,
    "participatory_minutes": 15,
    "reviewer": {"name": "Ada Example"},
    "provider": "The network",
    "verify_at": "https://example.org/v/1",
}
WORDING = Wording(
    number="PIER-1",
    holder="Ann Lee",
    organisation="Moor Trust",
    course="Serve and return",
    edition="3.1",
    level="Awareness",
    label="Level 1",
    objectives=("Say it.", "Do it."),
    completed_on=date(2026, 3, 3),
    minutes=90,
    participatory_minutes=15,
    reviewer="Clinically reviewed by Ada Example",
    provider="The network",
    verify_at="https://example.org/v/1",
)


def test_a_certificate_says_what_was_stored_of_it():
    assert wording_of(number="PIER-1", holder="Ann Lee", organisation="Moor Trust", course=STORED) == WORDING


def test_the_lines_of_a_certificate():
    assert WORDING.shown_holder == "Ann Lee"
    assert WORDING.edition_line == "Edition 3.1 · Awareness level"
    assert WORDING.time_line == "1 hour 30 minutes of learning (of which participatory: 15 minutes)"
    assert WORDING.completed_line == "3 March 2026"
    assert WORDING.reviewer_line == "Clinically reviewed by Ada Example"
    assert WORDING.short_address == "example.org/v/1"


def test_a_certificate_says_what_it_lacks_or_passes_it_over():
    bare = replace(WORDING, holder="", reviewer="", verify_at="http://example.org/http://")

    assert bare.shown_holder == "Name withheld"
    assert bare.reviewer_line == "No clinical reviewer is named for this edition."
    assert bare.short_address == "example.org/http://"
    assert replace(WORDING, edition="").edition_line == "Awareness level"
    assert replace(WORDING, level="").edition_line == "Edition 3.1"


def test_the_learning_time_says_how_much_of_it_was_with_others():
    assert learning_time(90, 0) == "1 hour 30 minutes of learning (of which participatory: 0 minutes)"


@pytest.mark.parametrize(
    ("reviewer", "words"),
    [
        (None, ""),
        ({"name": ""}, ""),
        ({"name": "Ada Example"}, "Clinically reviewed by Ada Example"),
        ({"name": "Ada Example", "role": ""}, "Clinically reviewed by Ada Example"),
        (
            {"name": "Ada Example", "on": "2026-03-03"},
            "Clinically reviewed by Ada Example, 3 March 2026",
        ),
        (
            {"name": "Ada Example", "role": "consultant midwife", "on": "2026-03-03"},
            "Clinically reviewed by Ada Example, consultant midwife, 3 March 2026",
        ),
    ],
)
def test_who_reviewed_it(reviewer, words):
    assert reviewed_by(reviewer) == words


@pytest.mark.parametrize(
    ("course", "name"),
    [
        ("Every baby has a mind", "certificate-every-baby-has-a-mind-PIER-7K4M-2Q9X-C.pdf"),
        ("Siân’s “café”/..\r\n", "certificate-sians-cafe-PIER-7K4M-2Q9X-C.pdf"),
        ("محمد", "certificate-PIER-7K4M-2Q9X-C.pdf"),
        ("a" * 61, "certificate-" + "a" * 60 + "-PIER-7K4M-2Q9X-C.pdf"),
        ("word " * 60, "certificate-" + "word-" * 12 + "PIER-7K4M-2Q9X-C.pdf"),
    ],
)
def test_the_file_is_named_for_its_course_and_number(course, name):
    assert file_name("PIER-7K4M-2Q9X-C", course) == name


def test_it_says_when_it_was_begun_and_where_its_number_is_typed():
    begun = replace(WORDING, began_on=date(2026, 2, 27), authors=("Ada Example", "Ben Sample"))

    assert WORDING.dates_line == "3 March 2026"
    assert begun.dates_line == "27 February to 3 March 2026"
    assert begun.written_line == "Written by Ada Example and Ben Sample"
    assert replace(WORDING, verify_at="https://example.org/verify/abc/").typed_address == "example.org/verify"
