"""The steps that journeys are made of, each for any hand, with or without script."""

import re
import time
from urllib.parse import quote

import pypdfium2
import zxingcpp
from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import Hand
from tests.browser.people import PASSWORD

SECONDS_TO_DRAW = 30
MILLISECONDS = 1000


def accept_invitation(page: Page, hand: Hand, address: str, name: str) -> None:
    page.goto(address)
    hand.fill(page.get_by_label("Your name"), name)
    hand.fill(page.get_by_label("Choose a password"), PASSWORD)
    hand.press(page.get_by_role("button", name="Start learning"))
    expect(page.get_by_role("heading", level=1)).to_have_text("My learning")


def find_course(page: Page, hand: Hand, title: str) -> None:
    link = page.get_by_role("main").get_by_role("link", name=title).first
    if not link.is_visible():  # other tests have made more courses than one page shows
        page.goto(f"/courses/?q={quote(title)}")
    hand.press(link)
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def start_course(page: Page, hand: Hand) -> None:
    """From the course page to the first lesson."""
    hand.press(page.get_by_role("button", name="Start").first)


def finish_lessons(page: Page, hand: Hand) -> None:
    """Press “Finished” until a quiz comes."""
    button = page.get_by_role("button", name=re.compile("^Finished"))
    start = page.get_by_role("button", name=re.compile("^Start"))
    expect(button.or_(start)).to_be_visible()
    while button.is_visible():
        before = page.url
        hand.press(button)
        page.wait_for_url(lambda url, before=before: url != before)
        expect(button.or_(start)).to_be_visible()


def begin_quiz(page: Page, hand: Hand) -> None:
    hand.press(page.get_by_role("button", name=re.compile("^Start")))
    page.wait_for_url("**/attempts/**")


def choose_answers(page: Page, hand: Hand, *, scripted: bool, starting: str = "right") -> None:
    """In every question, all options whose text starts so, or the first such where one may be chosen."""
    questions = page.locator("[data-question]")
    for number in range(questions.count()):
        question = questions.nth(number)
        expect(question).to_be_visible()
        for option in options(question, starting):
            hand.choose(option)
        if scripted and number < questions.count() - 1:
            hand.press(page.get_by_role("button", name="Next", exact=True))


def options(question: Locator, starting: str) -> list[Locator]:
    boxes = question.get_by_label(re.compile(f"^{starting}")).all()
    return boxes if boxes and boxes[0].get_attribute("type") == "checkbox" else boxes[:1]


def hand_in(page: Page, hand: Hand) -> None:
    finish = page.get_by_role("button", name="Finish", exact=True)
    onwards = page.get_by_role("button", name="Next", exact=True)
    expect(finish.or_(onwards).first).to_be_visible()
    if onwards.is_visible():
        hand.press(onwards)
    hand.press(finish)


def expect_passed(page: Page) -> None:
    expect(page.get_by_role("heading", name=re.compile("^Passed"))).to_be_visible()


def wait_for_certificate(page: Page, *, scripted: bool) -> Locator:
    """The link to the certificate, which comes by itself, or without script when the page is opened again."""
    link = page.get_by_role("link", name="See your certificate")
    if scripted:
        expect(link).to_be_visible(timeout=SECONDS_TO_DRAW * MILLISECONDS)
        return link
    give_up = time.monotonic() + SECONDS_TO_DRAW
    while not link.is_visible() and time.monotonic() < give_up:
        page.wait_for_timeout(300)
        page.reload()
    expect(link).to_be_visible()
    return link


def download(page: Page, link: Locator) -> bytes:
    answer = page.request.get(str(link.get_attribute("href")))
    assert answer.ok
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def read_code(document: bytes) -> str:
    """What a phone's camera reads from the printed first page."""
    picture = pypdfium2.PdfDocument(document)[0].render(scale=2).to_pil()
    [code] = zxingcpp.read_barcodes(picture)
    return str(code.text)
