"""Learning added up by year."""

from datetime import date

from lms.reports.rules.years import YearTotal, totals_by_year


def test_each_year_is_added_up_by_itself_and_the_newest_comes_first():
    done = [
        (date(2025, 12, 31), 60, 15),
        (date(2026, 1, 1), 30, 0),
        (date(2024, 6, 1), 5, 5),
        (date(2026, 7, 1), 45, 20),
    ]

    assert totals_by_year(done) == [
        YearTotal(2026, completions=2, minutes=75, participatory_minutes=20),
        YearTotal(2025, completions=1, minutes=60, participatory_minutes=15),
        YearTotal(2024, completions=1, minutes=5, participatory_minutes=5),
    ]
    assert totals_by_year([]) == []
