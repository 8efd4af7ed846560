"""/healthz: the process answers. /readyz: it can do its work."""

from datetime import timedelta

import pytest
import time_machine
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
        "static_files": "ok",
        "oldest_waiting_work": "ok",
        "stopped_work": "ok",
        "held_work": "ok",
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


def test_work_that_is_handed_out_again_and_again_and_never_begun_is_late_after_a_quarter_of_an_hour(client):
    """No worker takes mails, say, while the sweep goes on."""
    a_waiting_mail(timedelta(minutes=16), leased_until=timezone.now() + timedelta(seconds=20))

    assert client.get("/readyz").json()["oldest_waiting_work"] == "late: core.OutgoingMail"


def test_a_lease_in_the_far_future_is_late(client):
    a_waiting_mail(timedelta(minutes=3), leased_until=timezone.now() + timedelta(hours=1))

    assert client.get("/readyz").json()["oldest_waiting_work"] == "late: core.OutgoingMail"


def test_late_is_late_whatever_the_clock_of_this_machine_says(client):
    a_waiting_mail(timedelta(minutes=3))
    with time_machine.travel(timezone.now() - timedelta(hours=1)):
        assert client.get("/readyz").status_code == 503


def test_the_oldest_that_stopped_is_named_and_nothing_private_of_it(client):
    mail = a_waiting_mail(timedelta(minutes=1), state="stopped", last_error="550 No ann@example.org")
    post(to="bob@example.org", subject="Hello", text="", key="newer", at=NOON)
    OutgoingMail.objects.filter(key="newer").update(state="stopped")

    answer = client.get("/readyz")

    assert answer.status_code == 200  # the pages can be served all the same
    assert answer.json()["stopped_work"].startswith(f"oldest: core.OutgoingMail {mail.pk} of ")
    assert "ann@" not in answer.text


def test_what_is_held_is_named_with_its_beginning(client):
    a_waiting_mail(timedelta(hours=5), held_since=NOON, available_at=timezone.now() + timedelta(seconds=20))

    answer = client.get("/readyz")

    assert answer.json()["held_work"] == "by trouble outside: core.OutgoingMail since 2026-11-23 12:00"


@pytest.fixture
def collected(settings, tmp_path):
    """Static files as production has them: named by their content, in a folder, with a list."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    (tmp_path / "site.0123.css").write_text("")
    (tmp_path / "staticfiles.json").write_text(
        '{"version": "1.1", "hash": "", "paths": {"site.css": "site.0123.css"}}'
    )
    return tmp_path


def test_static_files_that_are_there_are_fine(client, collected):
    assert client.get("/readyz").json()["static_files"] == "ok"


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ("site.0123.css", "missing: 1 of 1"),
        ("staticfiles.json", "none were collected when this process began"),
    ],
)
def test_static_files_that_are_missing_are_not_ready(client, collected, lost, said):
    (collected / lost).unlink()

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["static_files"] == said


@pytest.mark.postgres
def test_a_database_that_can_only_be_read_is_not_ready(client):
    connection.cursor().execute("SET TRANSACTION READ ONLY")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["database"] == "read-only"


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
