"""What a certificate says."""

import pytest

from certificates.rules.wording import file_name, in_words, learning_time, reviewed_by


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (90, "1 hour 30 minutes"),
        (121, "2 hours 1 minute"),
    ],
)
def test_minutes_are_said_as_people_say_them(minutes, words):
    assert in_words(minutes) == words


def test_the_learning_time_says_how_much_of_it_was_with_others():
    assert learning_time(90, 0) == "1 hour 30 minutes of learning (of which participatory: 0 minutes)"


@pytest.mark.parametrize(
    ("reviewer", "words"),
    [
        (None, ""),
        ({"name": ""}, ""),
        ({"name": "Ada Example"}, "Clinically reviewed by Ada Example"),
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
        ("word " * 60, "certificate-" + "word-" * 12 + "PIER-7K4M-2Q9X-C.pdf"),
    ],
)
def test_the_file_is_named_for_its_course_and_number(course, name):
    assert file_name("PIER-7K4M-2Q9X-C", course) == name
