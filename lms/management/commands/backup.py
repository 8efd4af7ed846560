"""``python -m lms backup [TO]``: database and files in one archive."""

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from lms.management import archive, databases


class Command(BaseCommand):
    help = "Copy the database and every file into one archive, which “restore” puts back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "to",
            nargs="?",
            default=str(settings.VAR / "backups"),
            help="a folder, or a file that ends in .tar",
        )

    def handle(self, *, to: str, **options: Any) -> None:
        at = timezone.now()
        target = Path(to)
        if target.suffix != ".tar":
            target /= f"site-{at:%Y-%m-%d-%H%M%S}.tar"
        with tempfile.TemporaryDirectory() as folder:
            database = Path(folder) / archive.DATABASE
            databases.dump(database)  # first: every file that it speaks of is there already
            manifest = archive.write(target, database=database, kind=databases.kind(), at=at)
        size = target.stat().st_size / 1_000_000
        self.stdout.write(f"{target} ({size:.1f} MB, {len(manifest.members) - 1} files)")
        if manifest.left_out:
            self.stdout.write(f"Not in it: {manifest.left_out}. Back them up where they are kept.")
