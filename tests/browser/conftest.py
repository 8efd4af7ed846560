"""A running site and a real browser for every test in this folder.

A test's rows are written straight into the site's database, by the same actions and factories as elsewhere.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from courses.models import Attempt
from lms.house import surroundings
from lms.people.models import User
from tests.browser import scenery
from tests.browser.people import sign_in
from tests.browser.site import KEPT, Site, running
from tests.browser.watching import Watch
from tests.factories.learning import start

PHONE = (360, 740)
DESKTOP = (1280, 900)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Opening = Callable[..., Page]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = surroundings.chromium()
    if not chromium:
        reason = surroundings.why_no_browser()
        (pytest.fail if os.environ.get("PIER_REQUIRE_ALL") == "1" else pytest.skip)(reason)
    # Playwright keeps a loop of its own in this thread, and Django would refuse to query beside one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """The running site. This process writes into the same database, and what it writes is seen at once."""
    with running(tmp_path_factory.mktemp("site")) as started, django_db_blocker.unblock():
        connection = connections["default"]
        connection.close()
        if started.database_url:
            connection.settings_dict["NAME"] = started.database_url.rsplit("/", 1)[-1]
        else:
            connection.settings_dict["NAME"] = str(started.folder / "site.sqlite3")
        yield started
        connection.close()


@pytest.fixture
def opening(site: Site, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Opening]:
    """``opening(size=PHONE, user=None, javascript=True)`` gives a page of a new browser profile.

    The test fails if anything that was opened shows an error, breaks its policy or asks another host.
    """
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_page(
        *, size: tuple[int, int] = PHONE, user: User | None = None, javascript: bool = True
    ) -> Page:
        context = browser.new_context(
            base_url=site.address,
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=javascript,
            reduced_motion="reduce",
            locale="en-GB",
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.watch = Watch(context, site.address)  # type: ignore[attr-defined]
        opened.append((context, page.watch))  # type: ignore[attr-defined]
        if user:
            sign_in(context, user, site.address)
        return page

    site.news()
    yield open_page
    failed = request.node.stash.get(FAILED, False)
    for number, (context, _) in enumerate(opened):
        if failed:
            keep(context, request.node.name, number)
            print("\n".join(site.news()))  # noqa: T201 - shown with the failure
        context.close()
    trouble = [line for _, watch in opened for line in watch.trouble]
    assert failed or not trouble, "\n".join([*trouble, *site.news()])


def keep(context: BrowserContext, name: str, number: int) -> None:
    """A picture and the source of every page that is open, in ``var/``, to see why a test failed."""
    folder: Path = KEPT / "failed"
    folder.mkdir(parents=True, exist_ok=True)
    for at, page in enumerate(context.pages):
        stem = f"{name[-80:].replace('/', '_')}-{number}-{at}"
        page.screenshot(path=folder / f"{stem}.png", full_page=True)
        (folder / f"{stem}.html").write_text(f"<!-- {page.url} -->\n{page.content()}")


@pytest.fixture
def attempt(site: Site) -> Attempt:
    """Just begun, by somebody of its own."""
    place = scenery.a_place()
    return start(scenery.on_course(place, scenery.a_course()), at=scenery.an_hour_ago())


@pytest.fixture
def address(attempt: Attempt) -> str:
    """Of that attempt."""
    return f"/learn/{attempt.enrolment_id}/{attempt.activity.key}/attempts/{attempt.number}/"


@pytest.fixture
def phone(opening: Opening) -> Page:
    return opening()


@pytest.fixture
def desktop(opening: Opening) -> Page:
    return opening(size=DESKTOP)
