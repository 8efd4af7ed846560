"""Every page that we render, at the width of a phone and of a desk, for axe; and narrower than any phone."""

import os
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser import pages, town
from tests.browser.accessibility import COLOURS, scrolls_sideways, violations
from tests.browser.site import Site

NARROWEST = 320  # also 1280 at 400 %
WIDTHS = [360, 1280]
HEIGHT = 800

VISITS = [
    pytest.param(name, visit, id=f"{name} {visit.who} {visit.case}".strip())
    for name, visits in {**pages.PAGES, **pages.OTHERS}.items()
    for visit in visits
]


@pytest.fixture(scope="session")
def looked_at(site: Site) -> town.Town:
    return town.build(site)


def test_every_address_of_ours_is_listed():
    listed = pages.PAGES.keys() | pages.NO_PAGES.keys()

    assert pages.names() - listed == set(), "write them into tests/browser/pages.py"
    assert listed - pages.names() == set(), "these are gone"


@pytest.mark.parametrize(("name", "visit"), VISITS)
def test_a_page_is_accessible_at_every_width(site, opening, looked_at, request, name, visit):
    page = opening(user=looked_at.person(visit.who))
    page.watch.expects(r"status of (403|404)")
    if visit.by:
        visit.by(page, looked_at)
    else:
        address = visit.address(name, looked_at)
        answer = page.goto(address)
        assert (answer.status, page.url.partition("#")[0]) == (visit.status, site.address + address)

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        keep_picture(page, f"{request.node.callspec.id} {width}")
        assert violations(page) == [], f"at {width} px"
        show_in(page, "dark")
        keep_picture(page, f"{request.node.callspec.id} {width} dark")
        assert violations(page, options=COLOURS) == [], f"at {width} px, in the dark"
        show_in(page, "light")
    page.set_viewport_size({"width": NARROWEST, "height": HEIGHT})
    assert scrolls_sideways(page) == []


def show_in(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Wait until it is painted so: no colour on its way from one to the other is looked at."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.wait_for_timeout(50)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def keep_picture(page: Page, name: str) -> None:
    """With PICTURES=folder, the pages can be looked at."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name.replace('/', '_').replace(' ', '-')}.png", full_page=True)
