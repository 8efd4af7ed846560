"""Who can be tried out."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lms.demonstration.plan import read_plan
from lms.demonstration.sign_ins import sign_ins
from lms.people.models import User


class Command(BaseCommand):
    help = "Print who can sign in to the demonstration network, and with which password."

    def handle(self, *args: object, **options: Any) -> None:
        emails = [each.email for each in read_plan().people if each.sign_in]
        if not settings.DEMO_PASSWORD or not User.objects.open().filter(email__in=emails).exists():
            raise CommandError(
                "The demonstration network is not in this database. “make demo” fills an empty one with it."
            )
        self.stdout.write(sign_ins(password=settings.DEMO_PASSWORD))
