"""An open attempt in a browser: answering, what the save line says, and what the server has."""

from playwright.sync_api import Page, expect

from courses.models import Attempt, Response, ResponseEvent

OFFLINE = "ERR_INTERNET_DISCONNECTED"
SAVED = "Saved"
WAITING = "Saved on this device, not yet sent. We keep trying."
REFUSED = "Not saved. Sign in again in another tab, then come back: what you did here is kept on this device."
UNFINISHED = "Not sent yet. Keep this page open, or open it again: we finish when you are online."
LONGER = 15_000


def choose(page: Page, number: int, text: str) -> None:
    question = page.locator(f"[data-question='{number}']")
    if not question.is_visible():
        page.get_by_role("button", name="Next", exact=True).click()
    question.get_by_label(text).check()


def expect_line(page: Page, words: str) -> None:
    """Exactly these words: what is only “Saved on this device” is not “Saved”."""
    expect(page.locator("[data-save-line]")).to_have_text(words, timeout=LONGER)


def stored(attempt: Attempt) -> dict[int, set[str]]:
    """By question, the texts of what the server has."""
    texts = {
        option["key"]: (number, option["text"])
        for number, item in enumerate(attempt.activity.body["items"], 1)
        for option in item["options"]
    }
    kept: dict[int, set[str]] = {}
    for answer in Response.objects.filter(attempt=attempt).values_list("answer", flat=True):
        for key in answer["chosen"]:
            number, text = texts[key]
            kept.setdefault(number, set()).add(text)
    return kept


def events(attempt: Attempt) -> int:
    return ResponseEvent.objects.filter(attempt=attempt).count()
