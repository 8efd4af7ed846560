"""For the tests that copy a whole database."""

from tests.clones import database, template  # noqa: F401 - fixtures
