"""Signing in by password or code, the ways that stay shut, and pages that tell nobody who has an account."""

import re

import pytest
from django.conf import settings as site_settings
from django.core.cache import cache
from django.urls import reverse

from lms.core.models import OutgoingMail
from lms.people import actions
from lms.people.models import User
from tests.factories import NOON
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
PASSWORD = "lantern-otter-gravel"
ACCOUNT = "/accounts/"


@pytest.fixture(autouse=True)
def _no_earlier_attempts(db):
    cache.clear()


@pytest.fixture(autouse=True)
def _a_place_to_land(settings):
    settings.LOGIN_REDIRECT_URL = ACCOUNT


@pytest.fixture
def lea() -> User:
    return actions.make_account(
        email="lea@example.org", name="Lea Learner", password=PASSWORD, by=None, at=NOON
    )


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **more)


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def code_in(mail: OutgoingMail) -> str:
    found = re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]+$", mail.text, re.MULTILINE)
    assert found, mail.text
    return found[0]


def test_password_signs_in_and_leads_to_my_place(client, lea):
    answer = sign_in(client, "LEA@example.org")

    assert (answer.status_code, answer["Location"]) == (302, ACCOUNT)
    assert is_signed_in(client)


def test_learners_land_on_my_learning():
    assert site_settings.LOGIN_REDIRECT_URL == ACCOUNT  # what this file puts in its place
    from tests.settings import LOGIN_REDIRECT_URL  # noqa: PLC0415

    assert LOGIN_REDIRECT_URL == "courses:my_learning"


def test_a_mailed_code_signs_in_from_the_one_page(client, lea):
    asked = client.post(reverse("account_request_login_code"), {"login": lea.email, "password": ""})
    assert asked["Location"] == reverse("account_confirm_login_code")
    mail = OutgoingMail.objects.get()
    assert mail.is_secret

    client.post(asked["Location"], {"code": code_in(mail)})

    assert is_signed_in(client)


def test_a_code_is_old_after_twenty_minutes(client, lea, time_machine):
    time_machine.move_to(NOON)
    client.post(reverse("account_request_login_code"), {"email": lea.email})
    code = code_in(OutgoingMail.objects.get())

    time_machine.shift(19 * 60)
    assert client.get(reverse("account_confirm_login_code")).status_code == 200
    time_machine.shift(2 * 60)
    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert not is_signed_in(client)


def test_three_wrong_codes_are_enough(client, lea):
    client.post(reverse("account_request_login_code"), {"email": lea.email})
    code = code_in(OutgoingMail.objects.get())
    for _ in range(3):
        client.post(reverse("account_confirm_login_code"), {"code": "WRONG1"})

    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert not is_signed_in(client)


def test_a_new_password_is_chosen_by_code(client, lea):
    client.post(reverse("account_reset_password"), {"email": lea.email})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_in(OutgoingMail.objects.get())})
    client.post(reverse("account_complete_password_reset"), {"password1": "kettle-moss-viaduct"})

    lea.refresh_from_db()
    assert lea.check_password("kettle-moss-viaduct")


def test_whoever_has_chosen_a_new_password_is_signed_in(client, lea):
    client.post(reverse("account_reset_password"), {"email": lea.email})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_in(OutgoingMail.objects.get())})
    answer = client.post(reverse("account_complete_password_reset"), {"password1": "kettle-moss-viaduct"})

    assert is_signed_in(client)
    assert answer["Location"] == ACCOUNT


def test_asking_for_a_code_without_an_address_asks_for_it_and_complains_of_nothing(client):
    page = client.post(reverse("account_request_login_code"), {"login": " ", "password": ""})

    assert page.status_code == 200
    assert "nhsuk-error" not in page.text
    again = client.post(reverse("account_request_login_code"), {"email": ""})
    assert "Enter your e-mail address." in again.text


@pytest.mark.parametrize(
    ("password", "why"),
    [("short-one", "12"), ("password1234", "common"), ("lea@example.org", "similar")],
)
def test_weak_passwords_are_refused_with_a_reason(client, lea, password, why):
    client.post(reverse("account_reset_password"), {"email": lea.email})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_in(OutgoingMail.objects.get())})
    page = client.post(reverse("account_complete_password_reset"), {"password1": password})

    assert why in page.text
    lea.refresh_from_db()
    assert lea.check_password(PASSWORD)


def test_changing_the_password_ends_the_other_sessions(client, lea):
    elsewhere = type(client)()
    sign_in(client, lea.email)
    sign_in(elsewhere, lea.email)

    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "kettle-moss-viaduct"}
    )

    assert client.get(ACCOUNT).status_code == 200
    assert elsewhere.get(ACCOUNT).status_code == 302


def test_a_closed_account_is_told_so_and_stays_out(client, lea):
    signed_in = type(client)()
    sign_in(signed_in, lea.email)
    actions.close_account(user=lea, by=a_person(), at=NOON)

    page = sign_in(client, lea.email, follow=True)

    assert "This account is closed" in page.text
    assert not is_signed_in(client)
    assert signed_in.get(ACCOUNT).status_code == 302


def test_an_account_opened_again_wakes_no_old_session(client, lea):
    sign_in(client, lea.email)
    actions.close_account(user=lea, by=a_person(), at=NOON)
    actions.reopen_account(user=lea, by=a_person(), at=NOON)

    assert client.get(ACCOUNT).status_code == 302


def test_every_confirmed_address_signs_in(client, lea):
    lea.emailaddress_set.create(email="private@example.org", verified=True)

    sign_in(client, "private@example.org")

    assert is_signed_in(client)


def test_nobody_signs_up_by_themselves(client):
    for answer in (
        client.get(reverse("account_signup")),
        client.post(reverse("account_signup"), {"email": "x@example.org", "password1": PASSWORD}),
    ):
        assert "You need an invitation" in answer.text
    assert not User.objects.exists()


@pytest.mark.parametrize("address", ["/cms/login/", "/cms/login/?next=/cms/", "/cms/password_reset/"])
def test_wagtails_way_in_is_shut(client, lea, address):
    User.objects.update(is_superuser=True)

    answer = client.post(address, {"username": lea.email, "password": PASSWORD, "email": lea.email})

    assert answer.status_code == 405
    assert not is_signed_in(client)
    assert client.get(address)["Location"].startswith("/accounts/")


def test_signing_out_takes_a_press_and_the_browser_forgets(client, lea):
    sign_in(client, lea.email)
    client.get(reverse("account_logout"))
    assert is_signed_in(client)

    answer = client.post(reverse("account_logout"))

    assert not is_signed_in(client)
    assert answer["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize(
    ("page", "values", "then"),
    [
        ("account_login", {"password": "not-their-password"}, None),
        ("account_request_login_code", {}, "account_confirm_login_code"),
        ("account_reset_password", {}, "account_confirm_password_reset_code"),
    ],
)
def test_known_and_unknown_addresses_are_answered_alike(client, lea, page, values, then):
    answers = []
    for email in (lea.email, "nobody@example.org"):
        visitor = type(client)()
        answer = visitor.post(reverse(page), {"login": email, "email": email, **values})
        shown = visitor.get(reverse(then)) if then else answer
        answers.append((answer.status_code, answer.get("Location"), told(shown, email)))

    assert answers[0] == answers[1]


def test_a_closed_address_is_answered_like_an_unknown_one(client, lea):
    actions.close_account(user=lea, by=a_person(), at=NOON)
    client.post(reverse("account_request_login_code"), {"email": lea.email})

    assert "No open account uses it" in OutgoingMail.objects.get().text


def told(page, email: str) -> str:
    """What the page says, without what is new each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.text).replace(email, "…")


def test_a_next_elsewhere_leads_nowhere_else(client, lea):
    answer = client.post(
        reverse("account_login") + "?next=https://evil.example.org/",
        {"login": lea.email, "password": PASSWORD, "next": "https://evil.example.org/"},
    )

    assert answer["Location"] == ACCOUNT


def test_a_second_address_takes_the_password_and_the_code_that_was_sent_to_it(client, lea):
    sign_in(client, lea.email)
    asked = client.post(reverse("account_email"), {"action_add": "1", "email": "second@example.org"})
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert not OutgoingMail.objects.exists()

    client.post(asked["Location"], {"password": PASSWORD})
    code = code_in(OutgoingMail.objects.get(to="second@example.org"))
    assert not lea.emailaddress_set.filter(email="second@example.org").exists()
    client.post(reverse("account_email_verification_sent"), {"code": code})

    assert lea.emailaddress_set.get(email="second@example.org").verified
