"""``python -m lms retention``: what is old enough leaves, as ``lms/retention/lines.py`` says."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lms.core.models import RetentionRun
from lms.core.work import Claim
from lms.retention import job
from lms.retention.book import Rule

#: From batch to batch, no worker takes it up while it runs here; if that ends early, one does afterwards.
OURS_FOR = timedelta(minutes=10)


class Command(BaseCommand):
    help = "Let go what was kept for long enough, as every night. With --dry-run: only say what would leave."
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would leave; change nothing")

    def handle(self, *, dry_run: bool, **_: Any) -> None:
        if dry_run:
            self._foretell()
        else:
            self._keep()

    def _foretell(self) -> None:
        total = 0
        for prospect in job.prospects(night=timezone.localdate()):
            rows = sum(prospect.months.values())
            total += rows
            self.stdout.write(f"{words(prospect.rule, rows)}:")
            for month, number in prospect.months.items():
                self.stdout.write(f"    {month}  {number:>12,}")
        self.stdout.write(f"{total:,} rows in all. Nothing was changed.")

    def _keep(self) -> None:
        run = job.by_hand(at=timezone.now())
        claim = RetentionRun.objects.begin(Claim(run.pk, 0), at=timezone.now())
        if claim is None:
            raise CommandError("A worker was quicker and is at it already. What left is told in the audit.")
        so_far = 0
        while done := job.advance(claim, at=timezone.now()):
            RetentionRun.objects.claimed(claim).update(available_at=timezone.now() + OURS_FOR)
            so_far += done.rows
            self._tell(done, so_far)
            so_far = 0 if done.is_through else so_far
        run.refresh_from_db()
        if run.is_stopped:
            raise CommandError(f"All but this is done, which is under “Stopped work”: {run.last_error}")
        if run.state != RetentionRun.State.DONE:
            raise CommandError("It took long, so that a worker has taken over and goes on from here.")
        self.stdout.write("What is there now is kept for a reason: see lms/retention/lines.py.")

    def _tell(self, done: job.Step, so_far: int) -> None:
        if done.trouble:
            self.stderr.write(f"{done.rule.table}: {done.trouble}")
        elif not done.is_through:
            self.stdout.write(f"    {done.rule.table}: {so_far:,} so far")
        elif so_far:
            self.stdout.write(f"{words(done.rule, so_far)}.")


def words(rule: Rule, rows: int) -> str:
    what = "lose their words" if rule.words else "leave"
    return f"{rule.table}: {rows:,} {what}, kept {rule.after} ({rule.since})"
