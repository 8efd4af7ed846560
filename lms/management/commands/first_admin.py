"""``python -m lms first_admin ann@example.org``: somebody has to be first."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from cms.actions import make_public_pages
from lms.core.refusals import Refusal
from lms.people import actions


class Command(BaseCommand):
    help = "Start an empty site: its first pages and its first network administrator, who gets a mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="where the mail goes, and what they sign in with")
        parser.add_argument("--name", default="", help="their name; they can change it later")

    def handle(self, *, email: str, name: str, **_: Any) -> None:
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"“{email}” is not an e-mail address.") from None
        try:
            user = actions.make_first_administrator(
                email=email, name=name or email.split("@")[0], at=timezone.now()
            )
            make_public_pages(by=user, at=timezone.now())
        except Refusal as refusal:
            raise CommandError(refusal.message) from None
        self.stdout.write(
            f"{user.name} <{user.email}> is the first network administrator.\n"
            "Home, help, accessibility, privacy and cookies have words to start from.\n"
            "A mail is waiting for them: the worker sends it as soon as it runs.\n"
            "They sign in with a code sent by e-mail, choose a password, and make the first organisation."
        )
