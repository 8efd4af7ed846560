"""``make demo``."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lms.core.refusals import Refusal
from lms.demonstration.build import build
from lms.demonstration.certificates import draw_all
from lms.demonstration.sign_ins import sign_ins
from lms.people.models import User


class Command(BaseCommand):
    help = "Fill an empty database with a demonstration network, by the site's own actions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="say nothing more than that there are people already"
        )

    def handle(self, *args: object, **options: Any) -> None:
        if options["if_empty"] and User.objects.exists():
            self.stdout.write("There are people already, so nothing was added.")
            return
        now = timezone.now()
        try:
            build(at=now, password=settings.DEMO_PASSWORD, progress=self._say)
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        draw_all(at=now, progress=self._say)
        self.stdout.write(f"\n{sign_ins(password=settings.DEMO_PASSWORD)}")

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
