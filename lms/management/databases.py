"""Copying a whole database out and in: SQLite by its own backup, PostgreSQL by its own tools."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection

CLEAN = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"


def kind() -> str:
    return str(connection.vendor)


def dump(target: Path) -> None:
    """All of the database as it is at one moment."""
    if kind() == "postgresql":
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
        return
    connection.ensure_connection()
    copy = sqlite3.connect(target)
    with copy:
        connection.connection.backup(copy)
    copy.close()


def is_empty() -> bool:
    """Without a single table, or with tables and nobody in them."""
    if "people_user" not in connection.introspection.table_names():
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM people_user LIMIT 1")
        return cursor.fetchone() is None


def load(source: Path) -> None:
    """All at once or not at all: whatever was there is gone afterwards."""
    if kind() == "postgresql":
        script = source.with_suffix(".sql")
        _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(source), connected=False)
        connection.close()
        options = ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--single-transaction"]
        _run("psql", *options, f"--command={CLEAN}", f"--file={script}")
        return
    connection.ensure_connection()
    copy = sqlite3.connect(source)
    if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise CommandError("The database in this archive is damaged. Nothing was changed.")
    copy.backup(connection.connection)
    copy.close()
    connection.close()


def _run(tool: str, *arguments: str, connected: bool = True) -> None:
    if shutil.which(tool) is None:
        raise CommandError(f"{tool} is not installed here; it comes with PostgreSQL's client programs.")
    parameters = connection.settings_dict
    where = {
        "PGHOST": parameters["HOST"],
        "PGPORT": str(parameters["PORT"] or ""),
        "PGUSER": parameters["USER"],
        "PGPASSWORD": parameters["PASSWORD"],
        "PGDATABASE": parameters["NAME"],
    }
    env = os.environ | {name: value for name, value in where.items() if value and connected}
    done = subprocess.run([tool, *arguments], env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandError(f"{tool} said: {done.stderr.strip()[-1000:]}")
