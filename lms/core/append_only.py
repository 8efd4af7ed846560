"""Facts are written once: database triggers refuse to change or delete them.

Models say so with a decorator; the triggers are made from that registry after every migration, since
SQLite's ALTER TABLE drops them silently. A system check compares the database with the registry.
On both databases a refused write arrives as ``IntegrityError``.

There is one door: ``door``, which the triggers know and ``lms.core.leaving`` opens. It lets rows of one table
be deleted, in one transaction; nothing lets them be changed.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

M = TypeVar("M", bound=type[Model])


@dataclass
class _Promise:
    model: type[Model]
    whole: bool = False
    columns: list[str] = field(default_factory=list)


_promises: dict[type[Model], _Promise] = {}


def append_only(model: M) -> M:
    """Rows of this model are never changed and never deleted."""
    _promise(model).whole = True
    return model


def write_once(*fields: str) -> Callable[[M], M]:
    """These fields may be set once (from NULL, or at the insert), never changed; rows are never deleted."""

    def register(model: M) -> M:
        _promise(model).columns.extend(fields)
        return model

    return register


def _promise(model: type[Model]) -> _Promise:
    return _promises.setdefault(model, _Promise(model))


@dataclass(frozen=True)
class Trigger:
    name: str
    table: str
    event: str  # UPDATE, DELETE or TRUNCATE, which SQLite does not have
    message: str
    condition: str  # of the row before and after; empty: always

    def create(self, vendor: str) -> list[str]:
        return _postgres(self) if vendor == "postgresql" else _sqlite(self)


def is_kept(model: type[Model]) -> bool:
    """Whether triggers refuse to delete its rows."""
    return model in _promises


def triggers() -> list[Trigger]:
    """Every trigger that the registry asks for."""
    wanted = []
    for model, promise in _promises.items():
        table = model._meta.db_table
        message = f"{model._meta.label} is written once"
        wanted.append(Trigger(f"keep_{table}_delete", table, "DELETE", message, ""))
        wanted.append(Trigger(f"keep_{table}_truncate", table, "TRUNCATE", message, ""))
        if promise.whole:
            wanted.append(Trigger(f"keep_{table}_update", table, "UPDATE", message, ""))
        elif promise.columns:
            wanted.append(
                Trigger(f"keep_{table}_update", table, "UPDATE", message, _changed(model, promise.columns))
            )
    return wanted


def _wanted_on(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """Those that this database can have, on the tables that it has."""
    tables = set(connection.introspection.table_names())
    events = {"UPDATE", "DELETE", "TRUNCATE"} if connection.vendor == "postgresql" else {"UPDATE", "DELETE"}
    return [trigger for trigger in triggers() if trigger.table in tables and trigger.event in events]


def _changed(model: type[Model], fields: list[str]) -> str:
    columns = [getattr(model._meta.get_field(name), "column") for name in fields]  # noqa: B009 - not every field has one
    return " OR ".join(
        f'(OLD."{column}" IS NOT NULL AND (NEW."{column}" IS NULL OR NEW."{column}" <> OLD."{column}"))'
        for column in columns
    )


# --- How each database refuses, and how each knows the door --------------------------------------------

#: SQLite's door: a row that is written and taken away again in one transaction (see ``models.OpenDoor``).
DOOR_TABLE = "core_opendoor"
#: PostgreSQL's: a setting that ends with the transaction, and names it besides, so that one that somebody set
#: for a whole connection opens nothing.
DOOR_SETTING = "pier.leaving"
_THIS_TRANSACTION = "pg_current_xact_id()::text"

# 23001 (restrict_violation) is what Django turns into IntegrityError.
_REFUSE = f"""
BEGIN
  IF TG_OP = 'DELETE'
    AND current_setting('{DOOR_SETTING}', true) = TG_TABLE_NAME || ' ' || {_THIS_TRANSACTION}
  THEN RETURN OLD; END IF;
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = '23001';
END
"""


def _sqlite(trigger: Trigger) -> list[str]:
    closed = f'NOT EXISTS (SELECT 1 FROM "{DOOR_TABLE}" WHERE "of_table" = \'{trigger.table}\')'
    condition = closed if trigger.event == "DELETE" else trigger.condition
    when = f"WHEN {condition} " if condition else ""
    return [
        f'DROP TRIGGER IF EXISTS "{trigger.name}"',
        f'CREATE TRIGGER "{trigger.name}" BEFORE {trigger.event} ON "{trigger.table}" '
        f"FOR EACH ROW {when}BEGIN SELECT RAISE(ABORT, '{trigger.message}'); END",
    ]


def _postgres(trigger: Trigger) -> list[str]:
    when = f"WHEN ({trigger.condition}) " if trigger.condition else ""
    each = "STATEMENT" if trigger.event == "TRUNCATE" else "ROW"
    create = (
        f'CREATE TRIGGER "{trigger.name}" BEFORE {trigger.event} ON "{trigger.table}" '
        f"FOR EACH {each} {when}EXECUTE FUNCTION refuse_change('{trigger.message}')"
    )
    return [
        f"CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $${_REFUSE}$$",
        f'DROP TRIGGER IF EXISTS "{trigger.name}" ON "{trigger.table}"',
        create,
        f'COMMENT ON TRIGGER "{trigger.name}" ON "{trigger.table}" IS \'{_digest(create)}\'',
    ]


def _digest(statement: str) -> str:
    return hashlib.sha256(statement.encode()).hexdigest()


@contextmanager
def door(model: type[Model], *, using: str = "default") -> Iterator[None]:
    """Until the block ends, rows of this one model may be deleted, by this transaction alone.

    For ``lms.core.leaving``, which counts what leaves. Doors are opened one after the other: a second one
    inside a first raises RuntimeError. Whatever fails inside is rolled back, and the door is closed with it.
    """
    connection = connections[using]
    with transaction.atomic(using=using):
        if not _open(connection, model._meta.db_table):
            raise RuntimeError(f"A door stands open already: {model._meta.label} has to wait for its own.")
        yield
        _close(connection)


def _open(connection: BaseDatabaseWrapper, table: str) -> bool:
    """False if one stands open."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"SELECT set_config('{DOOR_SETTING}', %s || ' ' || {_THIS_TRANSACTION}, true) "
                f"WHERE coalesce(current_setting('{DOOR_SETTING}', true), '') "
                f"NOT LIKE '%% ' || {_THIS_TRANSACTION}",
                [table],
            )
            return cursor.fetchone() is not None
        cursor.execute(
            f'INSERT INTO "{DOOR_TABLE}" ("id", "of_table") VALUES (1, %s) ON CONFLICT DO NOTHING', [table]
        )
        return bool(cursor.rowcount)


def _close(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT set_config('{DOOR_SETTING}', '', true)")
        else:
            cursor.execute(f'DELETE FROM "{DOOR_TABLE}"')


def left_open(using: str = "default") -> list[str]:
    """Tables whose door somebody left open for everybody: on SQLite, by a row that was written by hand."""
    connection = connections[using]
    if connection.vendor == "postgresql" or DOOR_TABLE not in connection.introspection.table_names():
        return []
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "of_table" FROM "{DOOR_TABLE}"')
        return [table for (table,) in cursor.fetchall()]


# --- Putting them into the database, and comparing -----------------------------------------------------


def install(using: str = "default") -> None:
    """Make every trigger whose table is there, and close the door; run after each migration."""
    connection = connections[using]
    wanted = _wanted_on(connection)
    with connection.cursor() as cursor:
        for trigger in wanted:
            for statement in trigger.create(connection.vendor):
                cursor.execute(statement)
    if left_open(using):
        _close(connection)


def install_after_migrating(*, app_config: AppConfig, using: str, **_: Any) -> None:
    # Sent once for each app that has models, in their order: at the last one all tables are there.
    if app_config is [app for app in apps.get_app_configs() if app.models_module][-1]:
        install(using)
        call_command("createcachetable", database=using, verbosity=0)


def missing(using: str = "default") -> list[str]:
    """Names of triggers that the registry asks for and the database lacks, has switched off, or has other."""
    connection = connections[using]
    present = _on_postgres(connection) if connection.vendor == "postgresql" else _on_sqlite(connection)
    return sorted(
        trigger.name
        for trigger in _wanted_on(connection)
        if present.get(trigger.name) != _as_wanted(trigger, connection.vendor)
    )


def _as_wanted(trigger: Trigger, vendor: str) -> object:
    if vendor == "postgresql":
        *_, create, _comment = trigger.create(vendor)
        return (trigger.table, "O", "refuse_change", _REFUSE, _digest(create))
    return trigger.create(vendor)[-1]


def _on_sqlite(connection: BaseDatabaseWrapper) -> dict[str, object]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def _on_postgres(connection: BaseDatabaseWrapper) -> dict[str, object]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, c.relname, t.tgenabled::text, p.proname, p.prosrc, "
            "obj_description(t.oid, 'pg_trigger') "
            "FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE NOT t.tgisinternal"
        )
        return {name: tuple(rest) for name, *rest in cursor.fetchall()}
