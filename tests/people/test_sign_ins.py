"""What is written down of signing in, where one is signed in, and computers that others use, too."""

import re
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import TestCase
from django.urls import reverse

from lms.core.devices import COOKIE
from lms.core.models import AuditEntry, OutgoingMail
from lms.people import actions
from lms.people.rules.sessions import IDLE_ON_A_SHARED_COMPUTER, device_words
from tests.factories import NOON
from tests.factories.factors import an_app, code_now

pytestmark = pytest.mark.django_db
PASSWORD = "lantern-otter-gravel"
ACCOUNT = "/accounts/"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"


@pytest.fixture(autouse=True)
def clock(time_machine, settings):
    settings.LOGIN_REDIRECT_URL = ACCOUNT
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def jo():
    return actions.make_account(email="jo@example.org", name="Jo", password=PASSWORD, by=None, at=NOON)


def sign_in(client, password=PASSWORD, browser=EDGE, **more):
    data = {"login": "jo@example.org", "password": password, **more}
    return client.post(reverse("account_login"), data, headers={"User-Agent": browser})


def is_signed_in(client) -> bool:
    return client.get(ACCOUNT).status_code == 200


def my_sign_ins(client):
    return client.get(reverse("people:my_sign_ins"))


def new_device_mails():
    return OutgoingMail.objects.filter(to="jo@example.org", subject__startswith="A new device signed in")


def test_sign_ins_and_refusals_are_read_by_the_person(client, jo):
    sign_in(client, "wrong")
    sign_in(client)

    page = my_sign_ins(client).text

    assert "A wrong password was given for your account" in page
    assert "You signed in with your password" in page
    assert page.count("Edge on Windows") >= 3
    assert "This device" in page


def test_nobody_elses_are_there(client, jo):
    ann = actions.make_account(email="ann@example.org", name="Ann", password=PASSWORD, by=None, at=NOON)
    sign_in(client)
    other = type(client)()
    other.force_login(ann)

    assert "You signed in with your password" not in my_sign_ins(other).text


def test_an_address_without_an_account_is_written_down_nowhere(client):
    client.post(reverse("account_login"), {"login": "no@example.org", "password": "wrong"})

    assert not AuditEntry.objects.filter(action="sign_in.refused").exists()


def test_a_new_device_is_mailed_and_a_known_one_is_not(client, jo):
    sign_in(client)
    assert not new_device_mails().exists(), "the first of all comes from an invitation"
    client.post(reverse("account_logout"))
    sign_in(client)
    assert not new_device_mails().exists()
    phone = type(client)()

    sign_in(phone, browser=IPHONE)

    mail = new_device_mails().get()
    assert "Safari on an iPhone" in mail.text
    assert reverse("people:my_sign_ins") in mail.text
    assert "(new)" in my_sign_ins(phone).text


def test_changes_of_password_address_and_factor_are_written_down(client, jo):
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": ACCOUNT})
    new = "another-otter-gravel"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new})
    client.post(reverse("account_email"), {"email": "jo2@example.org", "action_add": "1"})
    text = OutgoingMail.objects.filter(to="jo2@example.org").latest("pk").text
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", text, re.MULTILINE)[1]
    client.post(reverse("account_email_verification_sent"), {"code": code})
    client.post(reverse("account_email"), {"email": "jo2@example.org", "action_primary": "1"})
    client.post(reverse("account_email"), {"email": "jo@example.org", "action_remove": "1"})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
        client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))

    actions_of = set(AuditEntry.objects.filter(subject_id=jo.pk).values_list("action", flat=True))
    assert actions_of >= {
        "password.changed",
        "address.confirmed",
        "address.made_main",
        "address.removed",
        "factor.added",
        "factor.renewed",
        "factor.removed",
    }
    assert "You made another address the main one" in my_sign_ins(client).text


def test_a_device_is_signed_out_from_another(client, jo):
    phone = type(client)()
    sign_in(phone, browser=IPHONE)
    sign_in(client)
    session = UserSession.objects.get(session_key=phone.session.session_key)

    answer = client.post(reverse("people:end_session", args=[session.pk]), follow=True)

    assert "Safari on an iPhone is signed out" in answer.text
    assert not is_signed_in(phone)
    assert is_signed_in(client)
    assert "You signed out another device" in answer.text


def test_everywhere_else_is_signed_out_at_once(client, jo):
    others = [type(client)() for _ in range(3)]
    for each in others:
        sign_in(each)
    sign_in(client)

    answer = client.post(reverse("people:end_other_sessions"), follow=True)

    assert not any(is_signed_in(each) for each in others)
    assert is_signed_in(client)
    assert "3\N{NO-BREAK SPACE}other devices signed out" in answer.text


def test_the_page_takes_as_many_statements_for_many_sign_ins(client, jo, django_assert_max_num_queries):
    for _ in range(5):
        sign_in(type(client)())
    sign_in(client)
    my_sign_ins(client)

    with django_assert_max_num_queries(9):
        my_sign_ins(client)


# --- A computer that others use, too -----------------------------------------------------------------------


def test_on_a_shared_computer_the_session_ends_with_the_browser_and_nothing_is_kept(client, jo):
    answer = sign_in(client, shared="on")

    assert answer.cookies["sessionid"]["max-age"] == ""
    assert COOKIE not in client.cookies
    assert is_signed_in(client)


def test_whoever_walks_away_from_one_is_signed_out(client, clock, jo):
    sign_in(client, shared="on")
    for _ in range(4):
        clock.shift(timedelta(minutes=10))
        assert is_signed_in(client)
    clock.shift(IDLE_ON_A_SHARED_COMPUTER)

    answer = client.get(ACCOUNT, follow=True)

    assert "nobody used this shared computer" in answer.text
    assert not is_signed_in(client)


def test_elsewhere_nobody_is_signed_out_for_reading(client, clock, jo):
    sign_in(client)
    clock.shift(timedelta(hours=5))

    assert is_signed_in(client)


def test_it_can_be_said_with_a_code_and_a_second_factor_too(client, clock, jo):
    an_app(jo)
    client.post(reverse("account_request_login_code"), {"login": "jo@example.org", "shared": "on"})
    text = OutgoingMail.objects.filter(to="jo@example.org").latest("pk").text
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", text, re.MULTILINE)[1]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    answer = client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert answer.cookies["sessionid"]["max-age"] == ""
    clock.shift(IDLE_ON_A_SHARED_COMPUTER)
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (EDGE, "Edge on Windows"),
        (IPHONE, "Safari on an iPhone"),
        ("curl/8.0", "An unknown browser"),
        ("", "An unknown browser"),
    ],
)
def test_a_device_is_named_in_words(said, words):
    assert device_words(said) == words
