"""The steps of a trainer who writes and releases a small course."""

import re

from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import Hand


def new_course(page: Page, hand: Hand) -> str:
    """From the start screen to a course with a module, a lesson and a quiz; gives its outline's address."""
    page.goto("/cms/")
    hand.press(page.get_by_role("button", name="New course"))
    expect(page.get_by_role("table", name="Outline of New course")).to_be_visible()
    return page.url


def describe(page: Page, hand: Hand, outline: str, title: str) -> None:
    page.goto(outline)
    hand.press(page.get_by_role("link", name="About", exact=True))
    hand.fill(page.get_by_role("textbox", name="Title"), title)
    hand.fill(page.get_by_role("textbox", name="In one sentence"), "What a pause can say.")
    save(page, hand)
    page.goto(outline)
    hand.press(page.get_by_role("link", name="Objectives"))
    hand.fill(page.get_by_role("textbox", name="Objective 1"), "Say what a pause is for")
    hand.press(page.get_by_role("button", name="Save objectives"))


def write_lesson(page: Page, hand: Hand, outline: str) -> None:
    page.goto(outline)
    hand.press(page.get_by_role("link", name="First lesson", exact=True))
    hand.press(page.get_by_role("button", name="Insert a block").first)
    hand.press(page.get_by_role("option", name="Text", exact=True))
    write(
        page, page.locator("[data-contentpath=body]"), "Wait a little. A pause gives a baby time to answer."
    )
    save(page, hand)


def write_question(page: Page, hand: Hand, outline: str) -> None:
    """By way of the quiz, which has it afterwards."""
    page.goto(outline)
    hand.press(page.get_by_role("link", name="0 questions"))
    hand.press(page.get_by_role("link", name="Write new"))
    hand.press(page.get_by_role("link", name=re.compile("Single choice")))
    write(page, page.locator("[data-contentpath=stem]"), "What is a pause for?")
    for number, (text, why) in enumerate(
        [("right: time to answer", "It is."), ("wrong: sleep", "It is not.")]
    ):
        answer = page.get_by_role("region", name=f"Answer {number + 1}")
        hand.fill(answer.get_by_role("textbox", name="Answer"), text)
        hand.fill(answer.get_by_role("textbox", name="Why"), why)
    hand.choose(page.get_by_label("This is right").first)
    write(page, page.locator("[data-contentpath=explanation]"), "A pause is an invitation.")
    hand.pick(page.get_by_role("combobox", name="Objective"), "Say what a pause is for")
    hand.press(page.get_by_role("button", name="Save draft"))
    expect(page.get_by_role("table", name="In this quiz, in order")).to_contain_text("What is a pause for?")


def mark_all_ready(page: Page, hand: Hand, outline: str) -> None:
    page.goto(outline)
    hand.press(page.get_by_role("button", name="Mark all ready"))


def release(page: Page, hand: Hand, outline: str, *, number: int = 1) -> None:
    """As new content, where there is a choice."""
    page.goto(outline)
    hand.press(page.get_by_role("link", name="Release …"))
    if number > 1:
        hand.choose(page.get_by_role("radio", name="New content"))
    hand.fill(page.get_by_role("textbox", name="One sentence for learners"), "Worth another look.")
    hand.press(page.get_by_role("button", name=f"Release edition {number}"))
    expect(page.get_by_role("status").first).to_contain_text(f"Edition {number} is released")


def rename(page: Page, hand: Hand, outline: str, before: str, after: str) -> None:
    page.goto(outline)
    hand.press(page.get_by_role("link", name=before, exact=True))
    hand.fill(page.get_by_role("textbox", name="Title"), after)
    save(page, hand)


def delete(page: Page, hand: Hand, address: str) -> None:
    page.goto(address)
    confirm = page.get_by_role("textbox", name="confirm")
    if confirm.is_visible():  # many pages at once: the site's name has to be typed
        hand.fill(confirm, settings.SITE_NAME)
    hand.press(page.get_by_role("button", name=re.compile("^Yes, delete")))
    page.wait_for_url(lambda url: "/delete/" not in url)


def write(page: Page, within: Locator, text: str) -> None:
    """Into a rich text field, which is no input and hands on what was typed a moment later."""
    field = within.locator("[contenteditable=true]").first
    field.click()
    expect(field).to_be_focused()
    page.keyboard.type(text)
    expect(within.locator(f'input[type=hidden][value*="{text}"]')).to_have_count(1)


def save(page: Page, hand: Hand) -> None:
    hand.press(page.get_by_role("button", name="Save draft"))
    expect(page.get_by_role("status").first).to_contain_text("has been updated")
