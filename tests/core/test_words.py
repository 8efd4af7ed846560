"""Dates, times, minutes and sizes read as people say them."""

from datetime import UTC, date, datetime

import pytest

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
