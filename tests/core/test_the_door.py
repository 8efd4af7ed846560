"""Facts leave through one door: of one table, in one transaction, counted. Nothing is changed through it."""

import re
import sqlite3

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import IntegrityError, connection, transaction

from courses.models import Completion, Enrolment, ResponseEvent
from lms.core import append_only, audit, invariants, leaving
from lms.core.models import AuditEntry, OpenDoor
from lms.people import actions
from lms.people.rules.roles import NETWORK_ADMINISTRATOR
from tests.clones import address
from tests.factories import NOON
from tests.factories.certificates import an_issued_certificate
from tests.factories.learning import an_open_attempt, answer_all, submit
from tests.factories.people import a_job_role, a_person, a_team
from tests.house.tree import ROOT, our_files

ON_POSTGRESQL = pytest.mark.postgres
ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own ways")


def entries(number=1):
    for _ in range(number):
        audit.record(action="opened", by=None, at=NOON)


def refuses(statement):
    with pytest.raises(IntegrityError, match="is written once"), transaction.atomic():
        statement()
    return True


def raw_delete(model):
    rows = model._base_manager.all()
    return rows._raw_delete(rows.db)


def leaves_and_is_undone(model):
    """How many left, before something failed inside the door."""
    left = 0
    try:
        with append_only.door(model):
            left = raw_delete(model)
            raise InterruptedError
    except InterruptedError:
        return left


def facts_of_every_kind():
    """Rows in every table that keeps facts."""
    team, manager = a_team()
    actions.grant_role(user=manager, role=NETWORK_ADMINISTRATOR.key, by=None, at=NOON)
    actions.invite(
        email="new@example.org",
        name="New",
        team=team,
        job_role=a_job_role(),
        kind="member",
        by=manager,
        at=NOON,
    )
    attempt = an_open_attempt()
    answer_all(attempt, right=True)
    submit(attempt)
    an_issued_certificate()


@pytest.mark.django_db
def test_facts_leave_through_their_own_door_and_through_no_other():
    facts_of_every_kind()
    kept = {trigger.table for trigger in append_only.triggers()}
    models = [model for model in append_only._promises if model._base_manager.exists()]
    assert len(kept) >= 14
    assert len(models) >= 11

    for model in models:
        other = next(each for each in models if each is not model)
        rows = model._base_manager.count()
        assert refuses(lambda model=model: raw_delete(model))
        with append_only.door(other):
            assert refuses(lambda model=model: raw_delete(model))
        assert refuses(lambda model=model: raw_delete(model)), "after the other door was closed"
        assert leaves_and_is_undone(model) == rows
        assert refuses(lambda model=model: raw_delete(model)), "after its own door was closed"
        assert model._base_manager.count() == rows


@pytest.mark.django_db
def test_nothing_is_changed_through_the_door():
    entries()

    with append_only.door(AuditEntry):
        assert refuses(lambda: AuditEntry.objects.update(action="closed"))

    assert AuditEntry.objects.get().action == "opened"


@pytest.mark.django_db
def test_the_door_closes_behind_whoever_left_and_behind_whoever_fell():
    entries(2)

    with transaction.atomic():
        with append_only.door(AuditEntry):
            AuditEntry.objects.all()[:1].get().delete()
        assert refuses(AuditEntry.objects.all().delete)
        assert leaves_and_is_undone(AuditEntry) == 1
        assert refuses(AuditEntry.objects.all().delete)

    assert AuditEntry.objects.count() == 1
    assert not OpenDoor.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("second", [AuditEntry, Completion])
def test_there_is_one_door_at_a_time(second):
    entries()

    both = append_only.door(AuditEntry), append_only.door(second)
    with pytest.raises(RuntimeError, match="has to wait"), both[0], both[1]:
        raise AssertionError("Two stood open.")

    assert refuses(AuditEntry.objects.all().delete)


@ON_POSTGRESQL
@pytest.mark.django_db
@pytest.mark.parametrize("said", ["core_auditentry", "core_auditentry 1", "core_auditentry ", "%"])
def test_a_setting_that_somebody_made_opens_no_door(said):
    entries()
    with connection.cursor() as cursor:
        cursor.execute(f"SET pier.leaving = '{said}'")

    assert refuses(AuditEntry.objects.all().delete)


@ON_POSTGRESQL
def test_a_door_of_an_earlier_transaction_is_closed(database):
    entries()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        (earlier,) = cursor.fetchone()
    with connection.cursor() as cursor:
        cursor.execute(f"SET pier.leaving = 'core_auditentry {earlier}'")

    assert refuses(AuditEntry.objects.all().delete)


def test_nobody_else_goes_through_while_it_is_open(database):
    entries()

    with append_only.door(AuditEntry):
        if connection.vendor == "postgresql":
            with psycopg.connect(address(database)) as other, pytest.raises(psycopg.errors.RestrictViolation):
                other.execute("DELETE FROM core_auditentry")
        else:
            other = sqlite3.connect(database, timeout=0.1)
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("DELETE FROM core_auditentry")
            other.close()


@ON_SQLITE
@pytest.mark.django_db
def test_a_door_that_was_left_open_is_said_and_closed_by_migrating():
    entries()
    OpenDoor.objects.create(of_table="core_auditentry")

    assert [each.name for each, _ in invariants.broken(at=NOON)] == ["I20d"]
    with pytest.raises(SystemCheckError, match=r"core\.W002"):
        call_command("check", databases=["default"], fail_level="WARNING")

    append_only.install()
    assert append_only.left_open() == []
    assert refuses(AuditEntry.objects.all().delete)


@ON_POSTGRESQL
@pytest.mark.django_db
def test_the_row_that_opens_sqlites_door_opens_none_on_postgresql():
    entries()
    OpenDoor.objects.create(of_table="core_auditentry")

    assert refuses(AuditEntry.objects.all().delete)


@ON_POSTGRESQL
@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["TRUNCATE core_auditentry", "TRUNCATE courses_completion CASCADE"])
def test_facts_are_not_truncated(statement):
    entries()

    assert refuses(lambda: connection.cursor().execute(statement))


@ON_SQLITE
@pytest.mark.django_db
def test_facts_are_not_replaced():
    entries()
    entry = AuditEntry.objects.get()

    assert refuses(
        lambda: connection.cursor().execute(
            "REPLACE INTO core_auditentry (id, at, action, about_kind, about_id, detail, reason) "
            "VALUES (%s, %s, 'closed', '', '', '{}', '')",
            [entry.pk, str(NOON)],
        )
    )
    assert AuditEntry.objects.get().action == "opened"


def spoilt():
    """Ways to make a trigger let through what it should not, and keep its name."""
    name = "keep_core_auditentry_delete"
    if connection.vendor == "postgresql":
        yield [f"ALTER TABLE core_auditentry DISABLE TRIGGER {name}"]
        yield [
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RETURN OLD; END $$"
        ]
        yield [
            f"DROP TRIGGER {name} ON core_auditentry",
            f"CREATE TRIGGER {name} BEFORE DELETE ON core_auditentry FOR EACH ROW WHEN (OLD.id < 0) "
            "EXECUTE FUNCTION refuse_change('core.AuditEntry is written once')",
        ]
    else:
        yield [
            f"DROP TRIGGER {name}",
            f"CREATE TRIGGER {name} BEFORE DELETE ON core_auditentry WHEN OLD.id < 0 "
            "BEGIN SELECT RAISE(ABORT, 'no'); END",
        ]


@pytest.mark.django_db
def test_a_trigger_that_keeps_its_name_alone_is_noticed_and_mended():
    for statements in spoilt():
        for statement in statements:
            connection.cursor().execute(statement)

        assert "keep_core_auditentry_delete" in append_only.missing()

        append_only.install()
        if connection.vendor == "postgresql":
            connection.cursor().execute("ALTER TABLE core_auditentry ENABLE TRIGGER ALL")
        assert append_only.missing() == []


# --- Leaving, counted --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_who_leaves_is_counted_in_an_audit_entry():
    entries(5)
    ann, officer = a_person("Ann Example"), a_person("Olu Officer")

    left = leaving.let_leave(
        rows=AuditEntry.objects.filter(action="opened"), reason="She asked.", by=officer, at=NOON, subject=ann
    )

    entry = AuditEntry.objects.get()
    assert left == 5
    assert (entry.action, entry.detail) == ("rows.left", {"of": "core.AuditEntry", "rows": 5})
    assert (entry.by_id, entry.subject_id, entry.reason) == (officer.pk, ann.pk, "She asked.")


@pytest.mark.django_db
def test_where_nobody_leaves_nothing_is_written_down():
    assert leaving.let_leave(rows=AuditEntry.objects.all(), reason="None.", by=None, at=NOON) == 0
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_what_something_else_points_to_does_not_leave():
    attempt = an_open_attempt()
    answer_all(attempt)

    def leave():
        leaving.let_leave(rows=Enrolment.objects.all(), reason="Too early.", by=None, at=NOON)
        connection.check_constraints()

    with pytest.raises(IntegrityError), transaction.atomic():
        leave()

    assert Enrolment.objects.exists()
    assert not AuditEntry.objects.filter(action="rows.left").exists()


@pytest.mark.django_db
def test_children_leave_before_what_they_point_to_in_one_transaction():
    """As erasure will do it."""
    attempt = an_open_attempt()
    answer_all(attempt)
    sent = ResponseEvent.objects.count()

    with transaction.atomic():
        for rows in (ResponseEvent.objects.all(), attempt.responses.all(), type(attempt).objects.all()):
            leaving.let_leave(rows=rows, reason="She asked.", by=None, at=NOON)

    counted = AuditEntry.objects.filter(action="rows.left").order_by("pk").values_list("detail", flat=True)
    assert [each["of"] for each in counted] == [
        "courses.ResponseEvent",
        "courses.Response",
        "courses.Attempt",
    ]
    assert counted[0]["rows"] == sent > 0


@pytest.mark.django_db
def test_a_door_costs_the_same_for_one_and_for_a_thousand(django_assert_num_queries):
    entries(1000)
    pks = list(AuditEntry.objects.values_list("pk", flat=True))

    with django_assert_num_queries(5):  # savepoint, open, delete, close, release
        leaving.delete(AuditEntry, pks[:1])
    with django_assert_num_queries(5):
        leaving.delete(AuditEntry, pks[1:])


def test_two_places_alone_know_the_way_out():
    """Whoever else wants rows to leave goes by ``let_leave``, which counts them."""
    ways = {"append_only.door(": set(), "leaving.delete(": set()}
    for path in our_files(".py"):
        words = (ROOT / path).read_text()
        for way, users in ways.items():
            if path.parts[0] != "tests" and re.search(rf"\b{re.escape(way)}", words):
                users.add(str(path))

    assert ways == {"append_only.door(": {"lms/core/leaving.py"}, "leaving.delete(": {"lms/retention/job.py"}}
