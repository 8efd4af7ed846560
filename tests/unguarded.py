"""For tests that break the data on purpose: what usually refuses is put aside until the transaction ends."""

from django.db import connection
from django.db.models import CheckConstraint, Model, UniqueConstraint

from lms.core import append_only


def unguard(*models: type[Model]) -> None:
    """Take triggers, checks and conditional unique constraints away, until the test is rolled back."""
    tables = {model._meta.db_table: model for model in models}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for trigger in append_only.triggers():
            if trigger.table in tables:
                on = f' ON "{trigger.table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER IF EXISTS "{trigger.name}"{on}')
        for table, model in tables.items():
            for constraint in model._meta.constraints:
                _drop(cursor, table, constraint)


def _drop(cursor, table, constraint):
    if isinstance(constraint, UniqueConstraint) and constraint.condition:
        cursor.execute(f'DROP INDEX "{constraint.name}"')
    elif isinstance(constraint, CheckConstraint):
        if connection.vendor == "postgresql":
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{constraint.name}"')
        else:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
