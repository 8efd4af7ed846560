"""Facts are written once: database triggers refuse to change or delete them.

Models say so with a decorator; the triggers are made from that registry after every migration, since
SQLite's ALTER TABLE drops them silently. A system check compares the database with the registry.
On both databases a refused write arrives as ``IntegrityError``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db import connections
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
    event: str  # UPDATE or DELETE
    message: str
    condition: str  # of the row before and after; empty: always

    def create(self, vendor: str) -> list[str]:
        return _postgres(self) if vendor == "postgresql" else _sqlite(self)


def triggers() -> list[Trigger]:
    """Every trigger that the registry asks for."""
    wanted = []
    for model, promise in _promises.items():
        table = model._meta.db_table
        message = f"{model._meta.label} is written once"
        wanted.append(Trigger(f"keep_{table}_delete", table, "DELETE", message, ""))
        if promise.whole:
            wanted.append(Trigger(f"keep_{table}_update", table, "UPDATE", message, ""))
        elif promise.columns:
            wanted.append(
                Trigger(f"keep_{table}_update", table, "UPDATE", message, _changed(model, promise.columns))
            )
    return wanted


def _changed(model: type[Model], fields: list[str]) -> str:
    columns = [getattr(model._meta.get_field(name), "column") for name in fields]  # noqa: B009 - not every field has one
    return " OR ".join(
        f'(OLD."{column}" IS NOT NULL AND (NEW."{column}" IS NULL OR NEW."{column}" <> OLD."{column}"))'
        for column in columns
    )


def _sqlite(trigger: Trigger) -> list[str]:
    when = f"WHEN {trigger.condition} " if trigger.condition else ""
    return [
        f'DROP TRIGGER IF EXISTS "{trigger.name}"',
        f'CREATE TRIGGER "{trigger.name}" BEFORE {trigger.event} ON "{trigger.table}" '
        f"FOR EACH ROW {when}BEGIN SELECT RAISE(ABORT, '{trigger.message}'); END",
    ]


def _postgres(trigger: Trigger) -> list[str]:
    when = f"WHEN ({trigger.condition}) " if trigger.condition else ""
    return [
        # 23001 (restrict_violation) is what Django turns into IntegrityError.
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = '23001'; END $$",
        f'DROP TRIGGER IF EXISTS "{trigger.name}" ON "{trigger.table}"',
        f'CREATE TRIGGER "{trigger.name}" BEFORE {trigger.event} ON "{trigger.table}" '
        f"FOR EACH ROW {when}EXECUTE FUNCTION refuse_change('{trigger.message}')",
    ]


def install(using: str = "default") -> None:
    """Make every trigger whose table is there; run after each migration."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for trigger in triggers():
            if trigger.table in tables:
                for statement in trigger.create(connection.vendor):
                    cursor.execute(statement)


def install_after_migrating(*, app_config: AppConfig, using: str, **_: Any) -> None:
    # Sent once for each app that has models, in their order: at the last one all tables are there.
    if app_config is [app for app in apps.get_app_configs() if app.models_module][-1]:
        install(using)
        call_command("createcachetable", database=using, verbosity=0)


def missing(using: str = "default") -> list[str]:
    """Names of triggers that the registry asks for and the database lacks."""
    connection = connections[using]
    present = _present(connection)
    tables = set(connection.introspection.table_names())
    return sorted(t.name for t in triggers() if t.table in tables and t.name not in present)


def _present(connection: BaseDatabaseWrapper) -> set[str]:
    question = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return {name for (name,) in cursor.fetchall()}
