"""``python -m lms check_invariants``: everything that must be true of the data, asked of all of it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lms.core import invariants


class Command(BaseCommand):
    help = "Ask the data everything that must be true of it; names the rows if something is not."
    requires_migrations_checks = True

    def handle(self, **options: Any) -> None:
        found = list(invariants.broken(at=timezone.now()))
        for invariant, offenders in found:
            self.stdout.write(f"{invariant.name}  {invariant.sentence}")
            for row in offenders:
                self.stdout.write(f"      {row!r}")
        if found:
            raise CommandError(f"{len(found)} of {len(invariants.every())} do not hold.")
        self.stdout.write(f"All {len(invariants.every())} hold.")
