"""Pages that nobody can go to directly: how somebody gets there from the address before."""

import re

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.people import PASSWORD
from tests.browser.town import Town, attempt_at

CODE = re.compile(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", re.MULTILINE)


def sign_in_wrongly(page: Page, town: Town) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").first.fill(town.place.learner.email)
    page.get_by_label("Password").first.fill("not the password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert").first).to_be_visible()


def sign_in_with_password(page: Page, town: Town) -> None:
    """Of somebody who has a second factor: half of the way in."""
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").first.fill(town.factored.email)
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/2fa/authenticate/")


def ask_for_a_code(page: Page, town: Town) -> None:
    page.goto("/accounts/login/code/")
    page.get_by_label("E-mail").first.fill(town.place.learner.email)
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url("**/code/confirm/")


def forget_the_password(page: Page, town: Town) -> None:
    page.goto("/accounts/password/reset/")
    page.get_by_label("E-mail").first.fill(town.place.trainer.email)
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url("**/reset/confirm/")


def enter_the_reset_code(page: Page, town: Town) -> None:
    address = town.place.trainer.email
    before = len(town.site.mails(address))
    forget_the_password(page, town)
    page.get_by_label("Code").fill(CODE.search(town.site.next_mail(address, after=before))[1])
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url("**/reset/complete/")


def add_an_address(page: Page, town: Town) -> None:
    page.goto("/accounts/email/")
    page.get_by_label("E-mail").first.fill("another.address@example.org")
    page.get_by_role("button", name=re.compile("^Add")).click()
    page.wait_for_url("**/confirm-email/")


def accept_with_nothing(page: Page, town: Town) -> None:
    page.goto(f"/accounts/invitation/{town.invitation.token}/")
    page.get_by_role("button", name="Start learning").click()
    expect(page.get_by_role("alert").first).to_be_visible()


def open_attempt(page: Page, town: Town) -> None:
    page.goto(reverse("courses:attempt", args=attempt_at(town.goes.open)))


def all_questions(page: Page, town: Town) -> None:
    open_attempt(page, town)
    page.get_by_role("button", name="All questions").click()
    expect(page.get_by_role("group", name="Question 3")).to_be_visible()


def some_are_empty(page: Page, town: Town) -> None:
    """Finishing with nothing chosen: the form says what is missing."""
    all_questions(page, town)
    page.get_by_role("button", name="Finish", exact=True).click()
    expect(page.get_by_role("alert").first).to_be_visible()
