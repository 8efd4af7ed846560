"""``python -m lms check_invariants``: everything that must be true of the data, asked of all of it."""

import time
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from lms.core import invariants

MOST_SHOWN = 20


class Command(BaseCommand):
    help = "Ask the data everything that must be true of it; names the rows if something is not."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--since",
            metavar="WHEN",
            help="only what happened since then: 2026-11-25, 2026-11-25T14:00, or 36h for so many hours ago",
        )

    def handle(self, *, since: str | None = None, **options: Any) -> None:
        now = timezone.now()
        start = _moment(since, now) if since else None
        broken = 0
        for invariant in invariants.every():
            began = time.monotonic()
            offenders = invariant.some(at=now, since=start, most=MOST_SHOWN)
            if int(options["verbosity"]) > 1:
                self.stdout.write(f"{invariant.name}  {time.monotonic() - began:.1f} s")
            if offenders:
                broken += 1
                self._name(invariant, offenders)
        if broken:
            raise CommandError(f"{broken} of {len(invariants.every())} do not hold.")
        self.stdout.write(f"All {len(invariants.every())} hold.")

    def _name(self, invariant: invariants.Invariant, offenders: list[Any]) -> None:
        self.stdout.write(f"{invariant.name}  {invariant.sentence}")
        for row in offenders:
            self.stdout.write(f"      {row!r}")
        if len(offenders) == MOST_SHOWN:
            self.stdout.write("      … and perhaps more")


def _moment(written: str, now: datetime) -> datetime:
    if written.endswith("h") and written[:-1].isdigit():
        return now - timedelta(hours=int(written[:-1]))
    try:
        moment = parse_datetime(written)
        day = parse_date(written)
    except ValueError:
        moment = day = None
    if moment is None and day is not None:
        moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - made aware below
    if moment is None:
        raise CommandError(f"“{written}” is no moment. Write 2026-11-25, 2026-11-25T14:00, or 36h.")
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
