"""A laptop, a phone and a browser without script at the same quiz: what nobody touched is never changed."""

import pytest
from playwright.sync_api import expect

from tests.browser import scenery
from tests.browser.answering import (
    OFFLINE,
    SAVED,
    WAITING,
    choose,
    events,
    expect_line,
    stored,
)
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.people import sign_in

SCRIPTED = pytest.mark.parametrize("scripted", [True, False], ids=["with script", "without script"])


@pytest.fixture
def laptop_and_phone(opening, attempt, address, scripted):
    """The quiz is open on both; the phone has its script."""
    learner = attempt.enrolment.learner
    pages = opening(size=DESKTOP, user=learner, javascript=scripted), opening(size=PHONE, user=learner)
    for page in pages:
        page.goto(address)
    return pages


@SCRIPTED
def test_saving_on_the_laptop_keeps_what_the_phone_answered(laptop_and_phone, attempt, scripted):
    laptop, phone = laptop_and_phone
    choose(phone, 1, "right 0")
    expect_line(phone, SAVED)

    if scripted:
        laptop.get_by_role("button", name="All questions").click()
    laptop.get_by_role("button", name="Save and stop").click()

    expect(laptop.get_by_text("Your answers are saved.")).to_be_visible()
    assert stored(attempt) == {1: {"right 0"}}
    assert events(attempt) == 1


@SCRIPTED
def test_finishing_on_the_laptop_counts_what_the_phone_answered(laptop_and_phone, attempt, scripted):
    laptop, phone = laptop_and_phone
    choose(phone, 1, "right 0")
    expect_line(phone, SAVED)
    if scripted:
        laptop.get_by_role("button", name="All questions").click()
    laptop.get_by_role("button", name="Finish", exact=True).click()

    # Two are empty, and the page that says so shows what the phone answered.
    expect(laptop.get_by_role("alert").first).to_contain_text("Question 2 is empty")
    expect(laptop.get_by_role("alert").first).not_to_contain_text("Question 1 is empty")
    expect(laptop.get_by_label("right 0").first).to_be_checked()
    laptop.get_by_role("button", name="Finish without them").click()

    expect(laptop.get_by_role("heading", name="Not passed yet: 1 of 3")).to_be_visible()
    assert stored(attempt) == {1: {"right 0"}}


@SCRIPTED
def test_what_both_answered_is_said_and_the_later_one_stands(laptop_and_phone, attempt, scripted):
    laptop, phone = laptop_and_phone
    choose(phone, 1, "right 0")
    expect_line(phone, SAVED)

    choose(laptop, 1, "wrong 0")
    if not scripted:
        laptop.get_by_role("button", name="Save and stop").click()

    expect(
        laptop.get_by_text("Question 1 was also answered in another tab or on another device")
    ).to_be_visible()
    assert stored(attempt) == {1: {"wrong 0"}}
    assert events(attempt) == 2


@pytest.mark.parametrize("scripted", [True])
def test_what_the_browser_puts_back_by_itself_is_not_sent(laptop_and_phone, attempt, address):
    laptop, phone = laptop_and_phone
    choose(laptop, 1, "wrong 0")
    expect_line(laptop, SAVED)
    laptop.goto("/learn/")
    phone.reload()
    choose(phone, 1, "right 0")
    expect_line(phone, SAVED)

    laptop.go_back()

    expect(laptop.get_by_label("right 0").first).to_be_checked()
    laptop.get_by_role("button", name="All questions").click()
    laptop.get_by_role("button", name="Save and stop").click()
    expect(laptop.get_by_text("Your answers are saved.")).to_be_visible()
    assert stored(attempt) == {1: {"right 0"}}


def test_a_tab_shows_what_waits_from_another_tab_and_sends_it(opening, attempt, address):
    page = opening(user=attempt.enrolment.learner)
    page.watch.expects(OFFLINE)
    page.goto(address)
    other = page.context.new_page()
    other.goto(address)
    page.context.set_offline(True)
    choose(page, 1, "right 0")
    expect_line(page, WAITING)

    expect(other.get_by_label("right 0").first).to_be_checked()
    page.close()
    other.context.set_offline(False)

    expect_line(other, SAVED)
    expect(other.get_by_label("right 0").first).to_be_checked()
    assert stored(attempt) == {1: {"right 0"}}
    choose(other, 1, "wrong 0")
    expect_line(other, SAVED)
    assert not other.get_by_text("was also answered").is_visible()
    assert events(attempt) == 2


def test_a_clock_that_is_set_back_changes_no_order(opening, attempt, address):
    page = opening(user=attempt.enrolment.learner)
    page.watch.expects(OFFLINE)
    page.goto(address)
    page.context.set_offline(True)
    choose(page, 1, "wrong 0")
    page.evaluate("const now = Date.now; Date.now = () => now() - 60000")
    choose(page, 1, "right 0")
    expect_line(page, WAITING)

    page.context.set_offline(False)

    expect_line(page, SAVED)
    assert stored(attempt) == {1: {"right 0"}}
    assert events(attempt) == 2


def test_two_people_on_one_device_keep_their_answers_apart(opening, attempt, address, site):
    page = opening(user=attempt.enrolment.learner)
    page.watch.expects(OFFLINE, r"status of 40[134]")
    page.goto(address)
    page.context.set_offline(True)
    choose(page, 1, "right 0")
    expect_line(page, WAITING)
    page.goto("about:blank")
    page.context.set_offline(False)

    other = scenery.a_place().learner
    sign_in(page.context, other, site.address)
    page.goto("/learn/")
    page.locator("[data-account] summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    sign_in(page.context, attempt.enrolment.learner, site.address)
    page.goto(address)

    expect_line(page, SAVED)
    assert stored(attempt) == {1: {"right 0"}}
