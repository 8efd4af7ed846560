"""/healthz: the process answers. /readyz: it can do its work."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from lms.core import append_only
from lms.core.mail import post
from lms.core.models import OutgoingMail
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def a_waiting_mail(made_ago, **fields):
    mail = post(to="ann@example.org", subject="Hello", text="", key="hello", at=NOON)
    OutgoingMail.objects.update(made_at=timezone.now() - made_ago, **fields)
    return mail


def test_all_is_well(client):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "database": "ok",
        "migrations": "ok",
        "triggers": "ok",
        "oldest_waiting_work": "ok",
    }


def test_work_that_nobody_ever_claimed_is_late_after_two_minutes(client):
    a_waiting_mail(timedelta(minutes=3))

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["oldest_waiting_work"] == "late: core.OutgoingMail"


def test_work_that_was_just_made_is_not_late(client):
    a_waiting_mail(timedelta(minutes=1))

    assert client.get("/readyz").status_code == 200


def test_work_that_is_put_off_is_not_late(client):
    a_waiting_mail(timedelta(hours=5), available_at=timezone.now() + timedelta(minutes=20))

    assert client.get("/readyz").status_code == 200


def test_a_removed_trigger_is_named(client):
    trigger = append_only.triggers()[0]
    on = f' ON "{trigger.table}"' if connection.vendor == "postgresql" else ""
    connection.cursor().execute(f'DROP TRIGGER "{trigger.name}"{on}')

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert trigger.name in answer.json()["triggers"]


def test_a_migration_that_waits_is_counted(client):
    connection.cursor().execute("DELETE FROM django_migrations WHERE app = 'notices' AND name LIKE '0002%'")

    assert client.get("/readyz").json()["migrations"] == "1 to be applied"


def test_a_database_that_is_away_is_said_and_the_process_still_answers(client):
    def away(execute, sql, params, many, context):
        raise OperationalError("server closed the connection")

    with connection.execute_wrapper(away):
        answer = client.get("/readyz")
        assert client.get("/healthz").text == "ok\n"

    assert answer.status_code == 503
    assert answer.json()["database"] == "OperationalError"
