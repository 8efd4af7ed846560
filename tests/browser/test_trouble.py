"""Dead wifi, closed tabs, two tabs, impatient presses, an ended session: nothing is lost or counted twice."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from courses.models import Attempt
from tests.browser import steps
from tests.browser.answering import (
    OFFLINE,
    REFUSED,
    SAVED,
    WAITING,
    choose,
    events,
    expect_line,
    stored,
)
from tests.browser.hands import Pointer
from tests.browser.people import give_password, sign_in
from tests.factories.people import a_person

hand = Pointer()


@pytest.fixture
def page(opening, attempt, address) -> Page:
    page = opening(user=attempt.enrolment.learner)
    page.watch.expects(OFFLINE)
    page.goto(address)
    return page


def test_what_is_answered_offline_waits_and_is_sent_when_the_wifi_is_back(page, attempt):
    page.context.set_offline(True)
    choose(page, 1, "right 0")
    expect_line(page, WAITING)
    choose(page, 2, "right 0")
    assert stored(attempt) == {}

    page.context.set_offline(False)

    expect_line(page, SAVED)
    assert stored(attempt) == {1: {"right 0"}, 2: {"right 0"}}
    assert events(attempt) == 2


def test_a_tab_closed_offline_loses_nothing(page, opening, attempt, address):
    page.context.set_offline(True)
    choose(page, 1, "right 0")
    expect_line(page, WAITING)
    context = page.context
    page.close()

    context.set_offline(False)
    reopened = context.new_page()
    reopened.goto(address)

    expect_line(reopened, SAVED)
    expect(reopened.get_by_label("right 0").first).to_be_checked()
    assert stored(attempt) == {1: {"right 0"}}
    assert events(attempt) == 1


def test_two_tabs_agree(page, attempt, address):
    other = page.context.new_page()
    other.goto(address)

    choose(page, 1, "wrong 0")
    expect_line(page, SAVED)
    expect(other.get_by_label("wrong 0").first).to_be_checked()
    choose(other, 1, "right 0")
    expect_line(other, SAVED)

    expect(page.get_by_label("right 0").first).to_be_checked()
    assert stored(attempt) == {1: {"right 0"}}


def test_pressing_finish_twice_hands_in_once(page, attempt):
    steps.choose_answers(page, hand, scripted=True)
    page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_role("button", name="Finish", exact=True).dblclick()

    steps.expect_passed(page)
    assert Attempt.objects.filter(enrolment=attempt.enrolment).count() == 1
    assert Attempt.objects.get(pk=attempt.pk).submitted_at
    assert events(attempt) == len(attempt.activity.body["items"]) + 1  # two were right in the last


def test_who_was_signed_out_signs_in_elsewhere_and_everything_is_sent(page, attempt, site):
    page.watch.expects(r"status of (401|403)")
    Session.objects.all().delete()
    choose(page, 1, "right 0")
    expect_line(page, REFUSED)
    assert stored(attempt) == {}

    sign_in(page.context, attempt.enrolment.learner, site.address)
    page.evaluate("window.dispatchEvent(new Event('focus'))")

    expect_line(page, SAVED)
    assert stored(attempt) == {1: {"right 0"}}


def test_somebody_else_who_signs_in_on_the_same_device_costs_nothing(page, attempt, site):
    page.watch.expects(r"status of 404")
    sign_in(page.context, a_person(), site.address)
    choose(page, 1, "right 0")
    expect_line(page, REFUSED)
    assert stored(attempt) == {}

    sign_in(page.context, attempt.enrolment.learner, site.address)
    page.evaluate("window.dispatchEvent(new Event('focus'))")

    expect_line(page, SAVED)
    assert stored(attempt) == {1: {"right 0"}}


def test_who_was_signed_out_and_signs_in_here_finds_the_answers_again(page, attempt, address):
    page.watch.expects(r"status of (401|403)")
    learner = attempt.enrolment.learner
    Session.objects.all().delete()
    choose(page, 1, "right 0")
    expect_line(page, REFUSED)

    page.goto(address)
    page.get_by_label("E-mail").first.fill(learner.email)
    page.get_by_label("Password").first.fill(give_password(learner))
    page.get_by_role("button", name="Sign in", exact=True).click()

    page.wait_for_url(re.compile(re.escape(address)))
    expect_line(page, SAVED)
    assert stored(attempt) == {1: {"right 0"}}


def test_reading_it_again_shows_what_was_chosen(page, attempt):
    choose(page, 1, "right 0")
    choose(page, 2, "wrong 1")
    expect_line(page, SAVED)

    page.reload()

    expect(page.locator("[data-question='2']").get_by_label("wrong 1")).to_be_checked()
    expect(page.locator("[data-question='1']").get_by_label("right 0")).to_be_checked()
    assert stored(attempt) == {1: {"right 0"}, 2: {"wrong 1"}}


def test_going_back_after_handing_in_shows_the_result(page, attempt):
    steps.choose_answers(page, hand, scripted=True)
    steps.hand_in(page, hand)
    steps.expect_passed(page)

    page.goto("/learn/")
    page.go_back()

    steps.expect_passed(page)


def test_going_back_to_an_open_attempt_shows_what_was_chosen(page, attempt):
    choose(page, 1, "right 0")
    expect_line(page, SAVED)

    page.goto("/learn/")
    page.go_back()

    expect(page.get_by_label("right 0").first).to_be_checked()
    assert stored(attempt) == {1: {"right 0"}}
