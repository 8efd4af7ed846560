"""Signing in at one's organisation, in a browser, with a provider that runs beside the site."""

from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.scenery import a_known_person


def may_leave(page: Page) -> None:
    """The provider's page is not ours: neither its address nor the style it asks another host for in vain."""
    page.route(lambda address: "localhost" not in address, lambda route: route.abort())
    page.watch.expects(r"^another host: ", r"Failed to load resource")


def at_the_provider(page: Page, subject: str) -> None:
    page.get_by_label("sub").or_(page.locator("[name=sub]")).first.fill(subject)
    page.locator("button[type=submit], input[type=submit]").first.click()


def test_somebody_signs_in_at_their_organisation_and_comes_back_to_where_they_were_going(opening, site):
    person = a_known_person("Olga Organised")
    site.provider.knows("olga", email=person.email, email_verified=True)
    page = opening()
    may_leave(page)
    page.goto("/accounts/name/")
    page.get_by_role("link", name="Sign in with Bay Trust").click()
    at_the_provider(page, "olga")

    expect(page.get_by_role("heading", level=1)).to_have_text("Your name")


def test_it_works_with_the_keyboard_and_without_javascript(opening, site):
    person = a_known_person("Otto Organised")
    site.provider.knows("otto", email=person.email, email_verified=True)
    page = opening(javascript=False)
    may_leave(page)
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Sign in with Bay Trust").focus()
    page.keyboard.press("Enter")
    page.locator("[name=sub]").first.fill("otto")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.address}/**")
    page.goto("/accounts/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")


def test_whoever_has_no_account_here_is_told_what_to_do(opening, site):
    site.provider.knows("nobody", email="nobody.here@example.org", email_verified=True)
    page = opening()
    may_leave(page)
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Sign in with Bay Trust").click()
    at_the_provider(page, "nobody")

    expect(page.get_by_role("main")).to_contain_text("ask whoever looks after your organisation")
    assert violations(page) == []
    page.get_by_role("link", name="Sign in another way").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
