"""``python -m lms backup [TO]``: database and files in one archive."""

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lms.management import archive, databases, encryption


class Command(BaseCommand):
    help = "Copy the database and every file into one archive, which “restore” puts back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "to",
            nargs="?",
            default=str(settings.VAR / "backups"),
            help="a folder, or a file that ends in .tar; encrypted it ends in .age",
        )

    def handle(self, *, to: str, **options: Any) -> None:
        at, recipient = timezone.now(), settings.BACKUP_RECIPIENT
        target = Path(to)
        if target.suffix not in (".tar", encryption.ENDING):
            target /= f"site-{at:%Y-%m-%d-%H%M%S}.tar"
        if recipient and target.suffix != encryption.ENDING:
            target = target.with_name(target.name + encryption.ENDING)
        with tempfile.TemporaryDirectory() as folder:
            database = Path(folder) / archive.DATABASE
            plain = Path(folder) / "plain.tar" if recipient else target
            try:
                if recipient:
                    encryption.recipient_of(recipient)
                databases.dump(database)  # first: every file that it speaks of is there already
                manifest = archive.write(plain, database=database, kind=databases.kind(), at=at)
                if recipient:
                    encryption.encrypt(plain, target, recipient=recipient)
            except encryption.CannotOpen as reason:
                raise CommandError(str(reason)) from reason
        size = target.stat().st_size / 1_000_000
        self.stdout.write(f"{target} ({size:.1f} MB, {len(manifest.members) - 1} files)")
        if manifest.left_out:
            self.stdout.write(f"Not in it: {manifest.left_out}. Back them up where they are kept.")
