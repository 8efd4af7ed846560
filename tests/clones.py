"""A database of its own for a test that really writes: cloned from the test database, dropped afterwards.

For tests that start other processes, or that copy a whole database; they carry no ``django_db`` mark.
Import ``template`` and ``database`` in the ``conftest.py`` beside them.
"""

import os
import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

_numbers = count(1)


@pytest.fixture(scope="session")
def template(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[str]:
    """The migrated test database, made anew with ``--create-db`` unless other tests use it as well."""
    others = "PYTEST_XDIST_WORKER" in os.environ or str(connection.settings_dict["NAME"]).startswith("test_")
    keep = others or not request.config.getoption("create_db")
    ContentType.objects.clear_cache()  # those of another database would be given rights in this one
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, keepdb=keep)
        name = str(connection.settings_dict["NAME"])
        connection.close()
        yield name
        teardown_databases(made, verbosity=0, keepdb=True)


@pytest.fixture
def database(template: str, django_db_blocker: Any, tmp_path: Path) -> Iterator[str]:
    """The name of a clone. This process works on it as well."""
    clone = f"{template}_clone_{os.getpid()}_{next(_numbers)}"
    connection.close()
    if connection.vendor == "postgresql":
        on_the_server(f'CREATE DATABASE "{clone}" TEMPLATE "{template}"')
    else:
        clone = str(tmp_path / "clone.sqlite3")
        sqlite3.connect(template).backup(sqlite3.connect(clone))
    connection.settings_dict["NAME"] = clone
    try:
        with django_db_blocker.unblock():
            yield clone
    finally:
        connection.close()
        connection.settings_dict["NAME"] = template
        if connection.vendor == "postgresql":
            on_the_server(f'DROP DATABASE IF EXISTS "{clone}" WITH (FORCE)')


def address(database: str) -> str:
    """The address of a database on the server that the tests use."""
    told = connection.settings_dict
    password = f":{quote(told['PASSWORD'])}" if told["PASSWORD"] else ""
    return f"postgres://{told['USER']}{password}@{told['HOST']}:{told['PORT'] or 5432}/{database}"


def on_the_server(statement: str, *values: object) -> None:
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        server.execute(statement, values or None)
