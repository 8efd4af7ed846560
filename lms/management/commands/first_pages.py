"""The public pages that a site cannot be without."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.actions import make_public_pages, missing_pages


class Command(BaseCommand):
    help = "Make those public pages that are missing: home, help, accessibility, privacy, cookies and so on."

    def handle(self, *args: Any, **options: Any) -> None:
        missing = missing_pages()
        make_public_pages(by=None, at=timezone.now())
        if missing:
            self.stdout.write(f"Made again, with words to start from: {', '.join(missing)}.")
        else:
            self.stdout.write("Nothing was missing. Every page stays as it is.")
