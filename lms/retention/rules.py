"""How long is how long. Plain Python: no Django, no clock."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Length:
    """Either days, or years; what is kept for years leaves in whole calendar months."""

    days: int = 0
    years: int = 0

    def first_day_kept(self, night: date) -> date:
        """What lies before that day has been kept long enough on that night.

        For years: the first of a month, so that a month leaves only once its last day is old enough.
        """
        if self.years:
            return date(night.year - self.years, night.month, 1)
        return night - timedelta(days=self.days)

    def __str__(self) -> str:
        number, unit = (self.years, "year") if self.years else (self.days, "day")
        if not number:
            return "until they end"
        return f"for {number} {unit}{'' if number == 1 else 's'}"


def days(number: int) -> Length:
    return Length(days=number)


def years(number: int) -> Length:
    return Length(years=number)


def added(left: dict[str, int], more: dict[str, int]) -> dict[str, int]:
    """Both counts by month, together."""
    return {month: left.get(month, 0) + more.get(month, 0) for month in sorted({*left, *more})}
