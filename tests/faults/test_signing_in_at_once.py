"""A trust's people all sign in from one address, while somebody guesses at one of them from another.

``PEOPLE=300`` gives the figures; without it there are fewer, as each costs a processor a quarter of a second.
"""

import os
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from tests.factories.people import a_person
from tests.faults.processes import Machine

pytestmark = pytest.mark.postgres

PEOPLE = int(os.environ.get("PEOPLE", "40"))
AT_ONCE = 12
WRONG_EVERY = 20  # five in a hundred
PASSWORD = "seven-herons-by-the-mere"
TRUST, ELSEWHERE = "198.51.100.7", "203.0.113.9"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def people() -> list[str]:
    """Their addresses; hashed once, as the site would."""
    hashed = PBKDF2PasswordHasher().encode(PASSWORD, "a salt of thirty-two letters, say")
    made = [a_person(f"Person {number}", password="") for number in range(PEOPLE)]
    for each in made:
        each.password = hashed
        each.save(update_fields=["password"])
        EmailAddress.objects.get_or_create(user=each, email=each.email, verified=True, primary=True)
    return [each.email for each in made]


def sign_in(here: Machine, email: str, *passwords: str, network: str = TRUST) -> list[int]:
    """What each try was answered: 302 is in, 200 is wrong, 429 is refused."""
    address = f"http://127.0.0.1:{here.web_port}/accounts/login/"
    with requests.Session() as browser:
        browser.trust_env = False
        browser.headers["X-Forwarded-For"] = network
        answers = []
        page = browser.get(address, timeout=60)
        for password in passwords:
            data = {"login": email, "password": password, "csrfmiddlewaretoken": TOKEN.search(page.text)[1]}
            page = browser.post(address, data, allow_redirects=False, timeout=60)
            answers.append(page.status_code)
        return answers


def tries(number: int) -> list[str]:
    return ["wrong", PASSWORD] if number % WRONG_EVERY == 3 else [PASSWORD]


def test_nobody_is_refused_and_nobody_kept_out(here):
    emails = people()
    here.env |= {"BEHIND_PROXY": "true", "PIER_ENV": "development"}  # hashed as the site does
    here.web()
    target = emails[0]
    guesses = sign_in(here, target, *(["wrong"] * 8), network=ELSEWHERE)

    begun = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(
            pool.map(
                lambda each: sign_in(
                    here, each[1], *(["wrong"] if each[0] % WRONG_EVERY == 3 else []), PASSWORD
                ),
                enumerate(emails),
            )
        )
    seconds = time.monotonic() - begun
    print(f"{PEOPLE} people in {seconds:.0f} s")  # noqa: T201 - the figure of the note

    assert guesses.count(429) >= 1, "whoever guesses is held back"
    assert [each for each in answers if 429 in each] == []
    assert [each[-1] for each in answers] == [302] * PEOPLE
