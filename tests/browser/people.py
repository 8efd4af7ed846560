"""Signing in without the form, and a password that the site understands where the form is the matter."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.http import HttpRequest
from django.test import Client
from playwright.sync_api import BrowserContext

from lms.people.models import User

PASSWORD = "seven-herons-by-the-mere"


def sign_in(context: BrowserContext, user: User, address: str) -> None:
    """As if their password had been asked for a moment ago, so that nothing asks for it again."""
    user.refresh_from_db()  # a password that was used meanwhile is hashed anew
    client = Client()
    client.force_login(user)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, user, method="password", reauthenticated=True)
    request.session.save()
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])


def give_password(user: User) -> str:
    """Tests hash cheaply, the site does not: this is hashed as the site would."""
    user.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt")
    user.save(update_fields=["password"])
    return PASSWORD
