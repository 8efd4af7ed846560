"""Dates, times, minutes and sizes read as people say them."""

from datetime import UTC, date, datetime, time
from fractions import Fraction

import pytest
from django.template import Context, Template

from lms.core import words as plain
from lms.core.templatetags import words


def test_a_date_is_written_out():
    assert words.uk_date(date(2026, 11, 3)) == "3 November 2026"


def test_an_instant_is_read_in_local_time():
    summer_evening = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # half past midnight in London

    assert words.uk_datetime(summer_evening) == "1 July 2026, 00:30"


def test_nothing_stays_nothing():
    assert [f(None) for f in (words.uk_date, words.uk_time, words.uk_datetime, words.minutes)] == [""] * 4


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (12, "12 minutes"),
        (60, "1 hour"),
        (90, "1 hour 30 minutes"),
        (121, "2 hours 1 minute"),
    ],
)
def test_minutes_become_hours_when_there_are_enough(count, said):
    assert words.minutes(count).replace("\u00a0", " ") == said


@pytest.mark.parametrize(("size", "said"), [(10, "1 kB"), (84_400, "84 kB"), (1_240_000, "1.2 MB")])
def test_a_size_is_rounded(size, said):
    assert words.file_size(size).replace("\u00a0", " ") == said


def test_a_hundred_per_cent_means_all_of_it():
    assert words.percentage(199, 200) == 99
    assert words.percentage(200, 200) == 100
    assert words.percentage(0, 0) == 0


@pytest.mark.parametrize(
    ("things", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_ends_with_and(things, said):
    assert plain.listed(things) == said


def test_a_list_of_choices_ends_with_or():
    assert plain.listed(["a", "b", "c"], "or") == "a, b or c"


def test_what_is_counted_has_its_plural():
    assert [plain.counted(count, "person", "people", space=" ") for count in (0, 1, 2)] == [
        "0 people",
        "1 person",
        "2 people",
    ]
    assert [plain.in_words(count, "lesson") for count in (0, 1, 3, 12)] == [
        "no lessons",
        "one lesson",
        "three lessons",
        "12 lessons",
    ]


def test_times_marks_and_points():
    assert plain.clock(time(9, 5)) == "09:05"
    assert plain.needed(8, 9) == "8 of 9 needed"
    assert [plain.points(Fraction(23, 3)), plain.points(Fraction(8))] == ["7.66", "8"]


def test_days_from_one_to_another():
    last = date(2026, 11, 25)

    assert [
        plain.days(first, last)
        for first in (last, date(2026, 11, 9), date(2026, 2, 3), date(2025, 12, 31), date(2027, 1, 1))
    ] == [
        "25 November 2026",
        "9 to 25 November 2026",
        "3 February to 25 November 2026",
        "31 December 2025 to 25 November 2026",
        "25 November 2026",
    ]


def test_templates_say_the_same():
    template = Template(
        "{% load components %}{{ 3|counted:'person,people' }}; {{ 1|counted:'part' }}; {{ 8|needed:9 }}"
    )

    assert template.render(Context()).replace("\u00a0", " ") == "3 people; 1 part; 8 of 9 needed"
