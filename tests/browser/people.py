"""Signing in without the form, and a password that the site understands where the form is the matter."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from playwright.sync_api import BrowserContext

from lms.people.models import User

PASSWORD = "seven-herons-by-the-mere"


def sign_in(context: BrowserContext, user: User, address: str) -> None:
    client = Client()
    client.force_login(user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])


def give_password(user: User) -> str:
    """Tests hash cheaply, the site does not: this is hashed as the site would."""
    user.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt")
    user.save(update_fields=["password"])
    return PASSWORD
