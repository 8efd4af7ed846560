"""Going through the doors as somebody would: by password, by e-mailed code, by a second step."""

import re

from django.test import TestCase
from django.urls import reverse

from lms.core.models import OutgoingMail
from lms.people import actions
from tests.factories import NOON
from tests.factories.factors import code_now

PASSWORD = "lantern-otter-gravel"
ACCOUNT = "/accounts/"


def make(name, password=None):
    email = f"{name}@example.org"
    return actions.make_account(email=email, name=name.title(), password=password, by=None, at=NOON)


def sign_in(client, person):
    return client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


def sign_in_by_code(client, person):
    client.post(reverse("account_request_login_code"), {"email": person.email})
    text = OutgoingMail.objects.filter(to=person.email).latest("pk").text
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", text, re.MULTILINE)[1]
    return client.post(reverse("account_confirm_login_code"), {"code": code})


def second_step(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def is_signed_in(client) -> bool:
    return client.get(ACCOUNT).status_code == 200


def it_is_me(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": ACCOUNT})


def add_an_app(client):
    """allauth tells of what was added once it is committed."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    return secret, page, answer
