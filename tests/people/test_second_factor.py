"""Second factors: set up, asked for, guessed at a pace, lost; needed by whoever is trusted with more."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from lms.core.models import OutgoingMail
from lms.people import actions
from tests.factories import NOON
from tests.factories.factors import Passkey, an_app, code_now, recovery_codes
from tests.people.doors import (
    ACCOUNT,
    PASSWORD,
    add_an_app,
    is_signed_in,
    it_is_me,
    make,
    second_step,
    sign_in,
    sign_in_by_code,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine, settings):
    settings.LOGIN_REDIRECT_URL = ACCOUNT
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def jo():
    return make("jo", PASSWORD)


def test_an_app_is_added_after_asking_again_who_it_is(client, jo):
    sign_in(client, jo)
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_reauthenticate"))
    it_is_me(client)

    secret, page, answer = add_an_app(client)

    assert "<svg" in page.text
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    codes = recovery_codes(jo)
    assert len(codes) == 10
    assert all(code in client.get(answer["Location"]).text for code in codes)
    assert all(code in client.get(reverse("mfa_download_recovery_codes")).text for code in codes)
    assert OutgoingMail.objects.filter(to=jo.email, subject="An app was added to your account").exists()
    app = Authenticator.objects.get(user=jo, type="totp")
    assert secret not in json.dumps(app.data), "whoever reads the database or a backup has no use for it"


def test_a_wrong_code_adds_nothing_and_keeps_the_key(client, jo):
    sign_in(client, jo)
    it_is_me(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret

    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assert "wait for the next one" in page.text
    assert secret in page.text
    assert not Authenticator.objects.filter(user=jo).exists()


def test_signing_in_asks_for_it_after_a_password_and_after_a_code(client, jo):
    an_app(jo)
    for way in (sign_in, sign_in_by_code):
        client.logout()
        assert way(client, jo)["Location"] == reverse("mfa_authenticate")
        assert not is_signed_in(client)
        assert second_step(client, code_now(steps=way is sign_in_by_code))["Location"] == ACCOUNT
        assert is_signed_in(client)


@pytest.mark.parametrize("seconds", [1, 40])
def test_a_code_that_somebody_saw_is_used_up(client, clock, jo, seconds):
    an_app(jo)
    sign_in(client, jo)
    code = code_now()
    second_step(client, code)
    client.logout()
    sign_in(client, jo)
    clock.shift(timedelta(seconds=seconds))

    page = second_step(client, code)

    assert page.status_code in (200, 429)
    assert "next one" in page.text
    assert not is_signed_in(client)
    assert second_step(client, code_now(steps=1))["Location"] == ACCOUNT


def test_a_recovery_code_stands_in_once(client, jo):
    an_app(jo)
    first, *_ = recovery_codes(jo)
    sign_in(client, jo)
    second_step(client, first)
    assert is_signed_in(client)
    assert len(recovery_codes(jo)) == 9
    client.logout()
    sign_in(client, jo)

    assert second_step(client, first).status_code != 302
    assert not is_signed_in(client)


def test_codes_are_guessed_at_a_pace_and_the_wait_is_said(client, clock, jo):
    an_app(jo)
    sign_in(client, jo)
    answers = [second_step(client, f"{guess:06}") for guess in range(6)]

    assert [each.status_code for each in answers] == [200] * 4 + [429] * 2
    assert int(answers[-1]["Retry-After"]) > 0
    assert second_step(client, code_now()).status_code == 429, "nor is a right one looked at meanwhile"
    clock.shift(timedelta(minutes=1))
    assert second_step(client, code_now())["Location"] == ACCOUNT


def test_wrong_codes_are_written_down(client, jo):
    an_app(jo)
    sign_in(client, jo)
    second_step(client, "123456")
    second_step(client, code_now())

    assert (
        "A wrong code was given for your authenticator app" in client.get(reverse("people:my_sign_ins")).text
    )


def test_whoever_has_neither_password_nor_factor_signs_in_anew_before_adding_one(client, clock):
    ann = make("ann")
    sign_in_by_code(client, ann)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    clock.shift(timedelta(minutes=16))

    page = client.get(reverse("mfa_activate_totp"))

    assert page.status_code == 403
    assert "sign in by a new code" in page.text


def test_a_key_that_was_changed_is_said_and_fits_no_code(client, settings, jo):
    an_app(jo)
    settings.SECRET_KEY = "quite another key, forty letters and more of it"
    sign_in(client, jo)

    page = second_step(client, code_now())

    assert "the site’s key was changed" in page.text
    assert not is_signed_in(client)


def test_a_key_among_the_fallbacks_still_reads(client, settings, jo):
    an_app(jo)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "quite another key, forty letters and more of it"
    sign_in(client, jo)

    assert second_step(client, code_now())["Location"] == ACCOUNT


# --- Passkeys ----------------------------------------------------------------------------------------------


def challenge_of(client, address):
    return client.get(address).context["js_data"]["request_options"]["publicKey"]["challenge"]


def answer_to(passkey, challenge, **more):
    return {"credential": json.dumps(passkey.answer(challenge)), **more}


def begin_alone(client):
    answer = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    return answer.json()["request_options"]["publicKey"]["challenge"]


def test_a_passkey_is_added_and_signs_in_alone(client, jo):
    sign_in(client, jo)
    it_is_me(client)
    passkey = Passkey(jo)
    page = client.get(reverse("mfa_add_webauthn"))
    challenge = page.context["js_data"]["creation_options"]["publicKey"]["challenge"]
    made = {"credential": json.dumps(passkey.registration(challenge)), "name": "", "passwordless": "on"}
    client.post(reverse("mfa_add_webauthn"), made)
    client.logout()

    answer = client.post(reverse("mfa_login_webauthn"), answer_to(passkey, begin_alone(client)))

    assert answer["Location"] == ACCOUNT
    assert is_signed_in(client)
    said = client.get(reverse("people:my_sign_ins")).text
    assert "You added: passkey" in said
    assert "You signed in with a passkey" in said


def test_a_passkey_is_the_second_step(client, jo):
    passkey = Passkey(jo)
    passkey.keep()
    sign_in(client, jo)

    challenge = challenge_of(client, reverse("mfa_authenticate"))
    answer = client.post(reverse("mfa_authenticate"), answer_to(passkey, challenge))

    assert answer["Location"] == ACCOUNT


def test_what_a_passkey_said_once_is_not_taken_twice(client, jo):
    passkey = Passkey(jo)
    passkey.keep()
    said = answer_to(passkey, begin_alone(client))
    client.post(reverse("mfa_login_webauthn"), said)
    client.logout()

    page = client.post(reverse("mfa_login_webauthn"), said, follow=True)

    assert "did not work" in page.text
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "credential",
    ["", "nonsense", "[]", "3", "null", "{}", '{"response": 1}', '{"response": {"userHandle": "!"}}'],
)
def test_nonsense_for_a_passkey_is_a_sentence(client, jo, credential):
    Passkey(jo).keep()
    begin_alone(client)
    alone = client.post(reverse("mfa_login_webauthn"), {"credential": credential}, follow=True)
    sign_in(client, jo)
    second = client.post(reverse("mfa_authenticate"), {"credential": credential})

    assert (alone.status_code, second.status_code) == (200, 200)
    assert not is_signed_in(client)


def test_another_persons_passkey_opens_nothing(client, jo):
    an_app(jo)
    other = Passkey(make("ann"))
    other.keep()
    sign_in(client, jo)
    challenge = challenge_of(client, reverse("mfa_authenticate"))

    assert client.post(reverse("mfa_authenticate"), answer_to(other, challenge)).status_code == 200
    assert not is_signed_in(client)


def test_a_passkey_of_a_closed_account_signs_nobody_in(client, jo):
    passkey = Passkey(jo)
    passkey.keep()
    actions.close_account(user=jo, by=jo, at=NOON)

    client.post(reverse("mfa_login_webauthn"), answer_to(passkey, begin_alone(client)))

    assert not is_signed_in(client)
