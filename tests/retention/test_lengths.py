"""How long something is kept, in words; and two counts added up."""

import pytest

from lms.retention.rules import added, days, years


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (days(1), "for 1 day"),
        (days(90), "for 90 days"),
        (days(0), "until they end"),
        (years(1), "for 1 year"),
        (years(6), "for 6 years"),
    ],
)
def test_lengths_in_words(length, words):
    assert str(length) == words


def test_counts_are_added_up_month_by_month_in_order():
    together = added({"2026-02": 3, "2026-01": 1}, {"2026-03": 4, "2026-02": 2})

    assert list(together.items()) == [("2026-01", 1), ("2026-02", 5), ("2026-03", 4)]
