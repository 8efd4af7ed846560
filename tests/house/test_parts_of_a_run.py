"""What one part of ``make test`` leaves to another is there, and is run there."""

import pytest

from lms.house import check
from lms.house.steps import ROOT


@pytest.mark.parametrize("path", [*check.ONCE_ON_SQLITE, *check.ONCE_ON_POSTGRESQL])
def test_what_is_run_once_is_there(path):
    assert (ROOT / path).exists()


def test_nothing_is_left_to_both():
    assert not set(check.ONCE_ON_SQLITE) & set(check.ONCE_ON_POSTGRESQL)


@pytest.mark.parametrize(("missing", "left"), [("", True), ("PostgreSQL does not answer", False)])
def test_without_postgresql_sqlite_does_it_all(missing, left, monkeypatch):
    monkeypatch.setattr(check.surroundings, "why_no_postgresql", lambda: missing)
    monkeypatch.setattr(check.surroundings, "why_no_redis", lambda: "")

    assert ("--ignore=tests/lives" in check.SQLITE.options()) is left
