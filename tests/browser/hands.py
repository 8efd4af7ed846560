"""Two ways to use a page: pointing, and the keyboard alone. A journey is told once and walked with both."""

from typing import Protocol

from playwright.sync_api import Locator, Page, expect

FURTHEST = 150  # presses of Tab before something counts as out of reach

#: Whether the focus can be seen: the element, or its label, looks other than a copy without the focus.
FOCUS_CAN_BE_SEEN = """() => {
    const element = document.activeElement, parent = element.parentElement;
    if (!element.matches(":focus")) return true; // a button inside it, which the browser draws a ring around
    const looks = (root, found) => [found, ...root.querySelectorAll("label")].flatMap((each) =>
        ["", "::before", "::after"].map((part) => {
            const style = getComputedStyle(each, part || null);
            return [style.outline, style.boxShadow, style.border, style.backgroundColor, style.color].join();
        })).join(" | ");
    const copy = parent.cloneNode(true);
    const at = [...parent.querySelectorAll("*")].indexOf(element);
    const twin = [...copy.querySelectorAll("*")][at];
    copy.querySelectorAll("[name]").forEach((each) => each.removeAttribute("name"));
    copy.querySelectorAll("[autofocus]").forEach((each) => each.removeAttribute("autofocus"));
    parent.after(copy);
    const differs = looks(parent, element) !== looks(copy, twin);
    copy.remove();
    return differs;
}"""


class Hand(Protocol):
    def press(self, what: Locator) -> None: ...

    def fill(self, what: Locator, text: str) -> None: ...

    def choose(self, what: Locator) -> None:
        """Tick a box or pick a radio."""

    def pick(self, what: Locator, label: str) -> None:
        """Pick from a list that folds out."""


class Pointer:
    def press(self, what: Locator) -> None:
        what.click()

    def fill(self, what: Locator, text: str) -> None:
        what.fill(text)

    def choose(self, what: Locator) -> None:
        what.check()

    def pick(self, what: Locator, label: str) -> None:
        what.select_option(label=label)


class Keyboard:
    """Tab, arrows, Space and Enter. Wherever Tab stops, the focus has to be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, what: Locator) -> None:
        self.go_to(what)
        self.page.keyboard.press("Enter")

    def fill(self, what: Locator, text: str) -> None:
        self.go_to(what)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, what: Locator) -> None:
        expect(what).to_be_attached()
        if what.get_attribute("type") == "radio":
            self.go_to_its_group(what)
        else:
            self.go_to(what)
        if not what.is_checked():
            self.page.keyboard.press("Space")
        expect(what).to_be_checked()

    def pick(self, what: Locator, label: str) -> None:
        self.go_to(what)
        self.page.keyboard.type(label)
        expect(what.locator("option:checked")).to_have_text(label)

    def go_to(self, what: Locator) -> None:
        expect(what).to_be_visible()
        for _ in range(FURTHEST):
            if is_focused(what):
                return
            self.page.keyboard.press("Tab")
            self.see_the_focus()
        raise AssertionError(f"Tab does not reach {what}")

    def go_to_its_group(self, radio: Locator) -> None:
        """Tab stops once at a group of radios; the arrows go through it."""
        group = self.page.locator(f"input[type=radio][name='{radio.get_attribute('name')}']")
        for _ in range(FURTHEST):
            if group.evaluate_all("radios => radios.includes(document.activeElement)"):
                break
            self.page.keyboard.press("Tab")
            self.see_the_focus()
        for _ in range(group.count()):
            if is_focused(radio):
                return
            self.page.keyboard.press("ArrowDown")
        assert is_focused(radio), f"the arrows do not reach {radio}"

    def see_the_focus(self) -> None:
        at_the_edge = self.page.evaluate(
            "!document.activeElement || document.activeElement === document.body"
        )
        if at_the_edge:  # Tab leaves the page and comes round again
            return
        where = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert self.page.evaluate(FOCUS_CAN_BE_SEEN), f"the focus cannot be seen at {where}"


def is_focused(what: Locator) -> bool:
    return bool(what.evaluate("element => element === document.activeElement"))
