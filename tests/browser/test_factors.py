"""Second factors in a browser: a passkey (Chromium's own, in software), an app, and the keyboard alone."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from lms.people.models import User
from tests.browser.people import PASSWORD, give_password
from tests.browser.scenery import a_known_person
from tests.factories.factors import an_app, code_now


@pytest.fixture
def person(site) -> User:
    person = a_known_person("Pat Passkey")
    give_password(person)
    return person


@contextmanager
def an_authenticator(page: Page) -> Iterator[None]:
    """A phone's finger reader, as Chromium plays it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield


def sign_in(page: Page, person: User) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def it_is_me(page: Page) -> None:
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Carry on").click()


def test_a_passkey_is_added_and_then_signs_in_alone_and_as_second_step(opening, person):
    page = opening()
    with an_authenticator(page):
        sign_in(page, person)
        page.goto("/accounts/2fa/webauthn/add/")
        it_is_me(page)
        page.get_by_role("button", name="Add a passkey").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
        expect(page.locator(".recovery-codes li")).to_have_count(10)
        sign_out(page)

        page.goto("/accounts/login/")
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url(lambda address: "login" not in address)
        page.goto("/accounts/sign-ins/")
        expect(page.get_by_role("main")).to_contain_text("You signed in with a passkey")
        sign_out(page)

        sign_in(page, person)
        page.get_by_role("button", name="Use a passkey instead").click()
        page.wait_for_url(lambda address: "2fa" not in address)
        page.goto("/accounts/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Your account")


def test_a_computer_without_that_passkey_says_so_and_the_password_still_works(opening, person):
    page = opening()
    with an_authenticator(page):
        page.goto("/accounts/login/")
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page.get_by_role("alert")).to_contain_text("no passkey for this site here")
    sign_in(page, person)
    page.wait_for_url(lambda address: "login" not in address)


def test_without_javascript_no_passkey_is_offered_and_a_code_opens(opening, person):
    an_app(person)
    page = opening(javascript=False)
    page.goto("/accounts/login/")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    sign_in(page, person)
    expect(page.get_by_role("button", name="Use a passkey instead")).to_be_hidden()
    page.get_by_label("Code").fill(code_now())
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda address: "2fa" not in address)
    page.goto("/accounts/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")


def test_an_app_is_added_and_asked_for_with_the_keyboard_alone(opening, person):
    page = opening(size=(1280, 900))
    sign_in(page, person)
    page.goto("/accounts/2fa/totp/activate/")
    page.get_by_label("Password", exact=True).focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Add an app")
    secret = page.locator(".secret-key").inner_text()
    page.get_by_label("Code").focus()
    page.keyboard.type(code_now(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    sign_out(page)

    sign_in(page, person)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your second factor")
    page.get_by_label("Code").focus()
    page.keyboard.type(code_now(secret, steps=1))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "2fa" not in address)
    page.goto("/accounts/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url(lambda address: "logout" not in address)
