"""A machine for each fault test, on a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from lms.core import invariants
from tests.clones import address, database, template  # noqa: F401 - fixtures
from tests.faults.processes import Machine, machine


@pytest.fixture
def here(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:  # noqa: F811
    """Ends with the question whether everything still holds that must."""
    monkeypatch.setattr(settings, "KEPT_FILES", tmp_path / "kept")
    with machine(tmp_path, DATABASE_URL=address(database)) as made:
        yield made
        print(made.log())  # noqa: T201 - shown beside a failure
    connection.close()  # which may have been cut as well
    broken = {each.name: rows for each, rows in invariants.broken(at=timezone.now())}
    assert broken == {}
