"""For the tests that copy a whole database, and for those that say what time it is there."""

import pytest

from lms.core import work
from tests.clones import database, template  # noqa: F401 - fixtures
from tests.factories import NOON


@pytest.fixture
def noon_in_the_database(monkeypatch):
    """The database believes that it is noon, or whatever it is told afterwards."""

    def it_is(moment):
        monkeypatch.setattr(work, "clock", lambda: moment)

    it_is(NOON)
    return it_is
