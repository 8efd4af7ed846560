"""axe, with every rule that WCAG 2.2 AA or good practice asks for, and how wide a page is."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
#: What differs in the dark: nothing but colours.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}

WIDER_THAN_THE_WINDOW = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const within = (element) => element.closest("[tabindex='0'], .table-region, pre");
    return [...document.body.querySelectorAll("*")]
        .filter((element) => element.getBoundingClientRect().right > width + 1 && !within(element))
        .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
        .concat(`the page, ${document.documentElement.scrollWidth} px`);
}"""


def violations(
    page: Page, context: str | dict[str, Any] | None = None, options: dict[str, Any] | None = None
) -> list[str]:
    """What axe found, a line for each element; ``context`` limits where it looks, ``options`` for what."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(
        "([context, options]) => axe.run(context || document, options)", [context, options or OPTIONS]
    )
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))} – {node['html'][:160]} – {reasons(node)}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def reasons(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])


def scrolls_sideways(page: Page) -> list[str]:
    """What sticks out of the window, nothing if the page needs no scrolling sideways."""
    found: list[str] = page.evaluate(WIDER_THAN_THE_WINDOW)
    return found
