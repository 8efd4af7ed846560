"""How much a page asks of people: screens seen, fields filled, presses."""

from playwright.sync_api import Locator, Page

from tests.browser.hands import Pointer


class Counting(Pointer):
    """Points at things, and counts."""

    def __init__(self, page: Page) -> None:
        self.screens = self.fields = self.presses = 0
        page.on("domcontentloaded", self._one_more_screen)

    def _one_more_screen(self, _: Page) -> None:
        self.screens += 1

    def press(self, what: Locator) -> None:
        self.presses += 1
        super().press(what)

    def fill(self, what: Locator, text: str) -> None:
        self.fields += 1
        super().fill(what, text)

    def choose(self, what: Locator) -> None:
        self.fields += 1
        super().choose(what)

    def pick(self, what: Locator, label: str) -> None:
        self.fields += 1
        super().pick(what, label)
