"""Guessing passwords and asking for codes: held back where it is done, and nobody else is."""

import re

import pytest
from django.core import signing
from django.urls import reverse

from lms.core.devices import COOKIE
from lms.core.models import OutgoingMail, TryCount
from lms.people import actions
from lms.people.rules.guessing import CODES, PASSWORDS
from tests.factories import NOON

pytestmark = pytest.mark.django_db
PASSWORD = "lantern-otter-gravel"
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture(autouse=True)
def _cheap_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def lea():
    return a_colleague("lea")


def a_colleague(name):
    return actions.make_account(
        email=f"{name}@example.org", name=name.title(), password=PASSWORD, by=None, at=NOON
    )


def try_password(client, email, password="not-their-password", *, address=HERE):
    return client.post(reverse("account_login"), {"login": email, "password": password}, REMOTE_ADDR=address)


def guess(client, email, times, *, address=HERE):
    return [try_password(type(client)(), email, address=address) for _ in range(times)]


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_waits_grow_from_half_a_minute_to_a_quarter_of_an_hour():
    waits = [PASSWORDS.wait_after(tries) for tries in range(1, 13)]

    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]
    assert [CODES.wait_after(tries) for tries in range(1, 6)] == [0, 0, 60, 120, 240]
    assert PASSWORDS.wait_after(10**6) == 900


def test_after_five_wrong_passwords_the_sixth_is_not_even_looked_at(client, lea):
    answers = guess(client, lea.email, 5)
    page = try_password(client, lea.email, PASSWORD)

    assert {answer.status_code for answer in answers} == {200}
    assert page.status_code == 429
    assert page["Retry-After"] == "30"
    assert "wrong several times" in page.text
    assert "Wait 30\xa0seconds, then try again." in page.text
    assert f'value="{lea.email}"' in page.text  # what was typed is kept
    assert not is_signed_in(client)


def test_whoever_waits_gets_in(client, lea, clock):
    guess(client, lea.email, 5)

    clock.shift(31)
    try_password(client, lea.email, PASSWORD)

    assert is_signed_in(client)


def test_tries_while_one_has_to_wait_do_not_make_the_wait_longer(client, lea, clock):
    guess(client, lea.email, 5)
    clock.shift(20)
    assert try_password(client, lea.email)["Retry-After"] == "10"
    clock.shift(11)

    assert try_password(client, lea.email, PASSWORD).status_code == 302


def test_the_right_password_forgets_what_was_mistyped(client, lea):
    guess(client, lea.email, 4)
    try_password(client, lea.email, PASSWORD)

    assert {answer.status_code for answer in guess(client, lea.email, 5)} == {200}


def test_nobody_is_kept_out_by_guesses_from_elsewhere(client, lea):
    guess(client, lea.email, 8, address=ELSEWHERE)

    try_password(client, lea.email, PASSWORD, address=HERE)

    assert is_signed_in(client)


def test_nobody_is_kept_out_by_guesses_at_somebody_else(client, lea):
    other = a_colleague("other")
    guess(client, other.email, 8)

    try_password(client, lea.email, PASSWORD)

    assert is_signed_in(client)


def test_a_device_that_is_known_is_counted_apart_from_its_network(client, lea):
    try_password(client, lea.email, PASSWORD)
    client.post(reverse("account_logout"))
    guess(client, lea.email, 8)

    try_password(client, lea.email, PASSWORD)

    assert is_signed_in(client)


def test_a_known_device_that_guesses_waits_too(client, lea):
    try_password(client, lea.email, PASSWORD)
    client.post(reverse("account_logout"))
    for _ in range(5):
        try_password(client, lea.email)

    assert try_password(client, lea.email, PASSWORD).status_code == 429
    elsewhere = type(client)()
    assert try_password(elsewhere, lea.email, PASSWORD).status_code == 302


def test_a_device_known_for_one_person_is_not_known_for_another(client, lea):
    other = a_colleague("other")
    try_password(client, other.email, PASSWORD)
    client.post(reverse("account_logout"))
    guess(client, lea.email, 5)

    assert try_password(client, lea.email, PASSWORD).status_code == 429


@pytest.mark.parametrize(
    ("said", "salt"),
    [
        ({"key": "x", "people": [1]}, "another salt"),
        ({"key": "x"}, COOKIE),
        (["x"], COOKIE),
        ({"key": "x", "people": ["y"]}, COOKIE),
    ],
)
def test_a_device_that_says_it_is_known_is_believed_by_its_signature_alone(client, lea, said, salt):
    client.cookies[COOKIE] = signing.dumps(said, salt=salt)
    guess(client, lea.email, 5)

    assert try_password(client, lea.email, PASSWORD).status_code == 429


def test_a_device_remembers_eight_people_and_no_script_reads_it(client):
    people = [a_colleague(f"person-{number}") for number in range(10)]
    for person in people:
        answer = try_password(client, person.email, PASSWORD)
        client.post(reverse("account_logout"))

    cookie = answer.cookies[COOKIE]
    said = signing.loads(cookie.value, salt=COOKIE)
    assert said["people"] == [person.pk for person in people[2:]]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_a_thousand_accounts_sprayed_from_one_network_are_a_hundred_tries(client, lea, clock):
    answers = [
        try_password(type(client)(), f"person-{number}@example.org", "Password123456")
        for number in range(120)
    ]
    assert [answer.status_code for answer in answers].count(200) == 100
    assert "came from your network" in answers[-1].text

    assert try_password(type(client)(), lea.email, PASSWORD, address=ELSEWHERE).status_code == 302
    clock.shift(601)
    assert try_password(client, lea.email, PASSWORD).status_code == 302


def test_while_a_network_is_held_back_known_devices_sign_in(client, lea):
    try_password(client, lea.email, PASSWORD)
    client.post(reverse("account_logout"))
    for number in range(100):
        try_password(type(client)(), f"person-{number}@example.org")

    try_password(client, lea.email, PASSWORD)

    assert is_signed_in(client)


def test_one_account_guessed_from_a_thousand_networks_takes_a_code_from_new_devices(client, lea):
    try_password(client, lea.email, PASSWORD)
    client.post(reverse("account_logout"))
    answers = [try_password(type(client)(), lea.email, address=f"203.0.113.{number}") for number in range(60)]

    assert [answer.status_code for answer in answers].count(200) == 50
    assert "On a new device, sign in by a code" in answers[-1].text
    assert try_password(client, lea.email, PASSWORD).status_code == 302  # known
    new = type(client)()
    asked = new.post(reverse("account_request_login_code"), {"email": lea.email})
    code = re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]+$", OutgoingMail.objects.get().text, re.MULTILINE)
    new.post(asked["Location"], {"code": code[0]})
    assert is_signed_in(new)


def test_three_hundred_people_of_one_trust_sign_in_within_two_minutes(client, clock):
    people = [a_colleague(f"person-{number}") for number in range(300)]
    refused = []
    for number, person in enumerate(people):
        visitor = type(client)()
        if number % 20 == 0:  # one in twenty mistypes
            refused.append(try_password(visitor, person.email).status_code == 429)
        refused.append(try_password(visitor, person.email, PASSWORD).status_code != 302)
        clock.shift(0.4)

    assert refused.count(True) == 0


@pytest.mark.parametrize("page", ["account_request_login_code", "account_reset_password"])
def test_codes_are_mailed_at_a_pace(client, lea, clock, page):
    answers = [type(client)().post(reverse(page), {"email": lea.email}) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert "Look for the newest in your mailbox" in answers[-1].text
    assert OutgoingMail.objects.count() == 3
    clock.shift(61)
    assert client.post(reverse(page), {"email": lea.email}).status_code == 302


def test_a_mailbox_is_not_filled_from_many_networks(client, lea):
    answers = [
        type(client)().post(
            reverse("account_request_login_code"), {"email": lea.email}, REMOTE_ADDR=f"203.0.113.{number}"
        )
        for number in range(25)
    ]

    assert [answer.status_code for answer in answers].count(302) == 20
    assert OutgoingMail.objects.count() == 20


def test_confirming_who_one_is_waits_like_signing_in(client, lea):
    try_password(client, lea.email, PASSWORD)
    page = reverse("account_reauthenticate")
    answers = [client.post(page, {"password": "not-their-password"}) for _ in range(6)]

    assert answers[4].status_code == 200
    assert answers[5].status_code == 429
    assert int(answers[5]["Retry-After"]) == 30


def test_counts_say_nothing_of_anybody(client, lea):
    guess(client, lea.email, 2)

    assert all(re.fullmatch(r"[0-9a-f]{64}", count.key) for count in TryCount.objects.all())


def test_what_only_looks_like_an_address_is_refused_in_words(client):
    for typed in (
        "\u202egro.elpmaxe@ael",
        "lea\x00@example.org",
        "lea@example.org\U0001f600",
    ):
        assert try_password(client, typed).status_code == 200
