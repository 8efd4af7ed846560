"""Learning added up by year, as people are asked for it. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class YearTotal:
    year: int
    completions: int
    minutes: int
    participatory_minutes: int


def totals_by_year(completions: Iterable[tuple[date, int, int]]) -> list[YearTotal]:
    """From (day, minutes, participatory minutes); the newest year first."""
    sums: dict[int, list[int]] = {}
    for day, minutes, participatory in completions:
        total = sums.setdefault(day.year, [0, 0, 0])
        total[0] += 1
        total[1] += minutes
        total[2] += participatory
    return [YearTotal(year, *sums[year]) for year in sorted(sums, reverse=True)]
