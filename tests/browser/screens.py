"""``python -m tests.browser.screens [folder]``: the README's pictures, from the demonstration network."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django has to be set up first

from lms.house import surroundings  # noqa: E402
from lms.house.steps import ROOT  # noqa: E402
from tests.browser import writing  # noqa: E402
from tests.browser.conftest import FLAGS  # noqa: E402
from tests.browser.hands import Pointer  # noqa: E402
from tests.browser.site import Site, command, running  # noqa: E402

FOLDER = ROOT / "static" / "images" / "readme"
PHONE, DESKTOP, TALL = (390, 900), (1280, 860), (1280, 1200)
COLOURS = 96  # few enough for small files, and nobody sees it
LARGEST = 120_000


def my_learning(page: Page) -> None:
    page.goto("/learn/")


def lesson(page: Page) -> None:
    page.goto("/learn/")
    page.get_by_role("link", name="Carry on").first.click()
    picture = page.locator(".lesson-body img").first  # comes only when it is about to be seen
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    page.evaluate("scrollTo(0, 0)")


def team(page: Page) -> None:
    page.goto("/team/")
    page.get_by_role("link", name="Halton 0–19 service").click()
    page.get_by_role("table").first.wait_for()


def release(page: Page) -> None:
    """Something has to have changed since the newest edition."""
    hand = Pointer()
    page.goto("/cms/")
    hand.press(page.get_by_role("main").get_by_role("link", name="Every baby has a mind").first)
    outline = page.url
    writing.rename(page, hand, outline, "Words that help", "Words that help parents")
    writing.mark_all_ready(page, hand, outline)
    hand.press(page.get_by_role("link", name="Release …"))
    page.get_by_role("heading", name="What changes for learners").wait_for()


SCREENS: dict[str, tuple[str, tuple[int, int], Callable[[Page], None]]] = {
    "my-learning": ("aisha.rehmanova@example.org", PHONE, my_learning),
    "lesson": ("aisha.rehmanova@example.org", TALL, lesson),
    "team": ("maureen.fairhurst-ali@example.org", TALL, team),
    "release": ("nneka.faraday@example.org", DESKTOP, release),
}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as files,
        running(Path(files)) as site,
        sync_playwright() as playwright,
    ):
        command("demo", **site.variables)
        browser = playwright.chromium.launch(executable_path=surroundings.chromium(), args=FLAGS)
        for name in SCREENS:
            take(name, site, browser, folder)
        browser.close()


def take(name: str, site: Site, browser: Browser, folder: Path) -> None:
    address, (width, height), go = SCREENS[name]
    context = browser.new_context(
        base_url=site.address,
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        locale="en-GB",
    )
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").first.fill(address)
    page.get_by_label("Password").first.fill(settings.DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/learn/")
    go(page)
    picture = folder / f"{name}.png"
    page.screenshot(path=picture)
    Image.open(picture).convert("RGB").quantize(COLOURS).save(picture, optimize=True)
    assert picture.stat().st_size <= LARGEST, f"{picture} is too large"
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
