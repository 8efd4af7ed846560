"""``python -m lms restore FILE``: database and files from an archive that “backup” made."""

import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms.management import archive, databases, encryption


class Command(BaseCommand):
    help = "Put an archive in place of the database and files. Stop the site first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="an archive that “backup” made")
        parser.add_argument("--replace", action="store_true", help="even if there are people in the database")

    def handle(self, *, file: str, replace: bool, **options: Any) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self._restore(self._opened(Path(file), Path(folder)), replace=replace)

    def _opened(self, source: Path, folder: Path) -> Path:
        if source.suffix != encryption.ENDING or not source.is_file():
            return source
        plain = folder / "plain.tar"
        try:
            encryption.decrypt(source, plain, identity_file=settings.BACKUP_IDENTITY_FILE)
        except encryption.CannotOpen as reason:
            raise CommandError(f"{source} was not restored, and nothing was changed. {reason}") from reason
        return plain

    def _restore(self, source: Path, *, replace: bool) -> None:
        manifest = self._checked(source)
        if not replace and not databases.is_empty():
            raise CommandError(
                "There are people in this database, so nothing was changed. To put the archive in its place "
                "all the same, add --replace; back up what is there first."
            )
        with tempfile.TemporaryDirectory() as folder:
            database = Path(folder) / archive.DATABASE
            with tarfile.open(source) as tar:
                archive.extract(tar, archive.DATABASE, database)
            files = archive.put_back_files(source, manifest)
            databases.load(database)
        self.stdout.write(f"Restored from {manifest.made_at}: the database and {files} files.")
        self.stdout.write("If this code is newer than the archive, run “python -m lms migrate” now.")

    def _checked(self, source: Path) -> archive.Manifest:
        if not source.is_file():
            raise CommandError(f"There is no file {source}.")
        try:
            manifest = archive.read_manifest(source)
        except archive.BadArchive as error:
            raise CommandError(f"{source} was not restored, and nothing was changed. {error}") from error
        if manifest.database_kind != databases.kind():
            raise CommandError(
                f"This archive is of a {manifest.database_kind} database; this site has {databases.kind()}."
            )
        return manifest
