"""When a wrong last day may be put right, and to which day. Plain Python."""

from datetime import date


def latest_last_day(*, until: date, today: date) -> date | None:
    """The latest day that may stand in for ``until``; None for any, and for no last day at all.

    Whoever has left is not brought back by a correction: to be seen again, they are asked (an invitation).
    """
    return None if until >= today else max(until, today)
