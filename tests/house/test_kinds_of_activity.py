"""No file outside its folder knows a kind of activity: neither by name nor by its page."""

import re

from courses.activities import names
from courses.models.authoring.activity import PAGES
from courses.rules.activities import KINDS
from courses.views.activities import VIEWS
from tests.house.tree import ROOT, our_files

PACKAGES = ("lms/", "cms/", "courses/", "certificates/")
#: Bodies in their frozen form, made directly: what is measured is reading them.
MADE_BY_HAND = {"lms/bench/bodies.py"}


def test_nothing_outside_asks_which_kind_it_is():
    named, pages = "|".join(names()), "|".join(page.__name__ for page in PAGES.values())
    asks = re.compile(
        rf"""(==|!=|\bin\b|\bkind=)\s*[(\[{{]*["']({named})["']"""  # kind == "quiz"
        rf"""|["']({named})["']\s*(==|!=)"""
        rf"""|\bis_({named})\b|\bKind\.({named.upper()})\b|\b({pages})\b"""
    )
    found = [
        f"{path}: {line.strip()[:80]}"
        for path in our_files(".py", ".html", ".js")
        if str(path).startswith(PACKAGES) and str(path) not in MADE_BY_HAND
        if not str(path).startswith("courses/activities/") and "migrations" not in path.parts
        for line in (ROOT / path).read_text().splitlines()
        if asks.search(without_pictures(line))
    ]

    assert found == []


def without_pictures(line: str) -> str:
    """A picture may be called like a kind."""
    return re.sub(r'{% (el)?if name == "\w+" %}', "", line)


def test_every_kind_has_its_rule_its_page_and_its_views():
    assert set(names()) <= set(KINDS)
    assert set(KINDS) == set(PAGES) == set(VIEWS)
