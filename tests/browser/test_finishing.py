"""Finishing without a connection, with nothing answered, on a device that keeps nothing; and the way back."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, Request, expect

from courses.models import ActivityCompletion, Attempt
from tests.browser import scenery, steps
from tests.browser.answering import (
    LONGER,
    OFFLINE,
    SAVED,
    UNFINISHED,
    choose,
    expect_line,
    stored,
)
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.hands import Pointer

hand = Pointer()
FULL = 'Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }'
NOTHING_KEPT = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })"


@pytest.fixture
def page(opening, attempt, address) -> Page:
    page = opening(user=attempt.enrolment.learner)
    page.watch.expects(OFFLINE)
    page.goto(address)
    return page


def to_the_check(page: Page) -> None:
    following = page.get_by_role("button", name="Next", exact=True)
    while following.is_visible():
        following.click()


@dataclass
class Finishes:
    """Requests to finish, but for those that no connection took. Of answers, leaving may cut the news off."""

    begun: int = 0
    not_taken: int = 0

    @property
    def sent(self) -> int:
        return self.begun - self.not_taken

    def on_begun(self, request: Request) -> None:
        self.begun += request.url.endswith("/submit/")

    def on_failed(self, request: Request) -> None:
        offline = "INTERNET_DISCONNECTED" in (request.failure or "")
        self.not_taken += offline and request.url.endswith("/submit/")


def finishes(page: Page) -> Finishes:
    counted = Finishes()
    page.context.on("request", counted.on_begun)
    page.context.on("requestfailed", counted.on_failed)
    return counted


def finish_offline(page: Page) -> None:
    """With every answer kept by the site: only the wish to finish waits."""
    steps.choose_answers(page, hand, scripted=True)
    expect_line(page, SAVED)
    to_the_check(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Finish", exact=True).click()
    expect_line(page, UNFINISHED)


NO_CONNECTION = "() => { window.fetch = () => Promise.reject(new TypeError('no connection')); }"


def close_offline(page: Page) -> None:
    """Left while there is no connection: what is on its way as it closes goes past the browser’s switch."""
    page.evaluate(NO_CONNECTION)
    page.wait_for_timeout(200)
    page.close()


def test_finishing_without_a_connection_is_said_at_once_and_done_once_when_there_is_one(page, attempt):
    counted = finishes(page)
    finish_offline(page)
    assert Attempt.objects.get(pk=attempt.pk).is_open

    page.context.set_offline(False)

    steps.expect_passed(page)
    page.wait_for_timeout(500)
    assert counted.sent == 1
    assert ActivityCompletion.objects.filter(enrolment=attempt.enrolment).count() == 1


def test_a_page_that_was_closed_finishes_when_it_is_opened_again(page, attempt, address):
    counted = finishes(page)
    finish_offline(page)
    context = page.context
    close_offline(page)
    context.set_offline(False)

    reopened = context.new_page()
    reopened.goto(address)

    steps.expect_passed(reopened)
    reopened.reload()
    steps.expect_passed(reopened)
    assert counted.sent == 1


def test_answers_that_wait_go_before_finishing(page, attempt):
    page.context.set_offline(True)
    steps.choose_answers(page, hand, scripted=True)
    to_the_check(page)
    page.get_by_role("button", name="Finish", exact=True).click()
    expect_line(page, UNFINISHED)

    page.context.set_offline(False)

    steps.expect_passed(page)


def test_finishing_is_dropped_and_that_is_said_when_another_device_has_answered_since(
    page,
    opening,
    attempt,
    address,
):
    finish_offline(page)
    phone = opening(size=PHONE, user=attempt.enrolment.learner)
    phone.goto(f"{address}#question-1")
    choose(phone, 1, "wrong 0")
    expect_line(phone, SAVED)

    page.context.set_offline(False)

    expect(
        page.get_by_text("This quiz was not finished, because you have answered on another device")
    ).to_be_visible(timeout=LONGER)
    assert Attempt.objects.get(pk=attempt.pk).is_open
    page.reload()
    assert Attempt.objects.get(pk=attempt.pk).is_open
    assert stored(attempt)[1] == {"wrong 0"}


def test_finishing_is_dropped_and_that_is_said_when_another_device_has_finished(
    page,
    opening,
    attempt,
    address,
):
    finish_offline(page)
    context = page.context
    close_offline(page)
    phone = opening(size=PHONE, user=attempt.enrolment.learner)
    phone.goto(f"{address}#check")
    phone.get_by_role("button", name="Finish", exact=True).click()
    steps.expect_passed(phone)

    context.set_offline(False)
    reopened = context.new_page()
    reopened.goto(address)

    expect(reopened.get_by_text("This quiz was finished already")).to_be_visible()
    reopened.reload()
    steps.expect_passed(reopened)
    expect(reopened.get_by_text("This quiz was finished already")).to_be_hidden()


def test_finishing_can_be_taken_back_while_it_waits(page, attempt):
    finish_offline(page)
    page.get_by_role("button", name="Do not finish yet").click()

    page.context.set_offline(False)
    page.wait_for_timeout(2000)

    assert Attempt.objects.get(pk=attempt.pk).is_open


def test_a_lesson_finished_without_a_connection_is_finished_once_when_there_is_one(opening, site):
    learning = scenery.on_course(scenery.a_place(), scenery.a_course())
    lesson = learning.edition().activities.in_order()[0]
    page = opening(user=learning.learner)
    page.watch.expects(OFFLINE)
    page.goto(f"/learn/{learning.pk}/{lesson.key}/")
    page.context.set_offline(True)
    page.get_by_role("button", name=re.compile("^Finished")).click()
    expect_line(page, UNFINISHED)
    context = page.context
    close_offline(page)
    context.set_offline(False)

    reopened = context.new_page()
    reopened.goto(f"/learn/{learning.pk}/{lesson.key}/")

    expect(reopened.get_by_role("heading", level=1)).to_contain_text("Lesson 2", timeout=LONGER)
    assert ActivityCompletion.objects.filter(enrolment=learning).count() == 1
    reopened.goto(f"/learn/{learning.pk}/{lesson.key}/")
    expect(reopened.get_by_text("You have finished this lesson")).to_be_visible()


@pytest.mark.parametrize("spoil", [FULL, NOTHING_KEPT], ids=["full", "nothing kept"])
def test_the_line_never_says_on_this_device_when_it_is_not(opening, attempt, address, spoil):
    page = opening(user=attempt.enrolment.learner)
    page.watch.expects(OFFLINE)
    page.add_init_script(spoil)
    page.goto(address)
    page.context.set_offline(True)
    choose(page, 1, "right 0")
    expect_line(page, "Not sent yet, and not kept on this device. Keep this page open: we keep trying.")
    to_the_check(page)
    page.get_by_role("button", name="Finish", exact=True).click()
    expect_line(page, "Not sent yet. Keep this page open: we finish when you are online.")

    page.context.set_offline(False)

    expect(page.get_by_role("heading", name=re.compile("^Not passed yet: 1 of 3"))).to_be_visible(
        timeout=LONGER
    )
    assert stored(attempt) == {1: {"right 0"}}


def test_nothing_answered_is_said_before_it_uses_an_attempt(page, attempt):
    to_the_check(page)

    expect(page.get_by_text("You have answered none of 3. This uses one of 3")).to_be_visible()
    page.get_by_role("button", name="Finish anyway").click()

    expect(page.get_by_role("heading", name=re.compile("^Not passed yet: 0 of 3"))).to_be_visible()


def test_back_in_the_browser_goes_to_the_question_before(page):
    page.goto("/learn/")
    page.go_back()
    first, second = (page.locator(f"[data-question='{number}']") for number in (1, 2))
    page.get_by_role("button", name="Next", exact=True).click()
    expect(second).to_be_visible()
    page.get_by_role("button", name="All questions").click()
    expect(first).to_be_visible()

    page.go_back()
    expect(first).to_be_hidden()
    expect(second).to_be_visible()
    page.go_back()
    expect(first).to_be_visible()
    expect(second).to_be_hidden()
    page.go_forward()
    expect(second).to_be_visible()
    expect(second.locator("legend")).to_be_focused()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_line_is_in_sight_where_one_answers(opening, attempt, address, size):
    page = opening(size=size, user=attempt.enrolment.learner)
    page.goto(address)
    page.get_by_role("button", name="All questions").click()
    page.get_by_label("right 0").first.check()

    expect_line(page, SAVED)
    expect(page.locator("[data-save-line]")).to_be_in_viewport()
    page.get_by_label("wrong 1").first.focus()
    assert page.evaluate(
        "() => document.activeElement.getBoundingClientRect().bottom"
        " <= document.querySelector('.attempt__line').getBoundingClientRect().top"
    )
