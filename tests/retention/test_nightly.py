"""Once a night on whatever machine: planned by beat, handed out by the sweep; and by hand."""

import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from celery import current_app
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, OperationalError

from lms.core import leaving
from lms.core.models import AuditEntry, RetentionRun
from lms.core.work import Claim
from lms.retention import job, tasks
from tests.factories import NOON
from tests.retention import old_rows
from tests.retention.test_job import LONG_AGO, rows_of_everything, told

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")


def at_night(*, night=1):
    """What the sweep finds on that night, and hands out."""
    tasks.plan_retention()
    (claim,) = RetentionRun.objects.claim(at=NOON + timedelta(days=night))
    return {"pk": claim.pk, "attempt": claim.attempt}


def run(*command, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command(*command, stdout=out, stderr=err, **options)
    return out.getvalue() + err.getvalue()


def opened(number=1):
    AuditEntry.objects.bulk_create(AuditEntry(action="opened", at=LONG_AGO) for _ in range(number))


@time_machine.travel(NOON, tick=False)
def test_each_night_has_one_row_due_in_its_small_hours_however_often_it_is_planned():
    for _ in range(3):
        tasks.plan_retention()

    planned = RetentionRun.objects.get()
    assert (planned.key, planned.night) == ("2026-11-24", date(2026, 11, 24))
    assert planned.available_at == datetime(2026, 11, 24, 2, 30, tzinfo=LONDON)
    assert RetentionRun.objects.claim(at=NOON + timedelta(hours=14)) == []
    assert len(RetentionRun.objects.claim(at=NOON + timedelta(hours=14, minutes=30))) == 1


@pytest.mark.parametrize(
    ("at", "night"),
    [
        (datetime(2026, 11, 23, 23, 59, tzinfo=LONDON), "2026-11-24"),
        (datetime(2026, 11, 24, 0, 1, tzinfo=LONDON), "2026-11-25"),
        (datetime(2027, 3, 27, 12, 0, tzinfo=LONDON), "2027-03-28"),  # the night that the clocks go forward
    ],
)
def test_the_night_is_a_local_date(at, night):
    with time_machine.travel(at, tick=False):
        tasks.plan_retention()

    assert RetentionRun.objects.get().key == night


def test_beat_plans_and_workers_know_the_tasks():
    entry = settings.CELERY_BEAT_SCHEDULE["plan_retention"]

    assert entry["schedule"] <= 3600
    assert entry["options"]["expires"] < entry["schedule"]
    assert {entry["task"], RetentionRun.task_name} <= set(current_app.tasks)


@time_machine.travel(NOON, tick=False)
def test_the_row_is_done_once_though_its_message_comes_twice():
    opened()
    handed_out = at_night()

    for _ in range(2):
        tasks.keep_retention(**handed_out)

    assert RetentionRun.objects.get().state == "done"
    assert told()["core.AuditEntry left"]["rows"] == 1
    assert AuditEntry.objects.count() == 1


@time_machine.travel(NOON, tick=False)
def test_it_makes_room_for_other_work_and_uses_no_attempt_up(monkeypatch):
    opened()
    monkeypatch.setattr(tasks, "A_WHILE", 0)
    handed_out = at_night()

    tasks.keep_retention(**handed_out)
    planned = RetentionRun.objects.get()

    assert (planned.state, planned.attempts, planned.last_error) == ("waiting", 0, "")
    assert planned.available_at == NOON + tasks.PAUSE

    monkeypatch.undo()
    tasks.keep_retention(**at_night(night=2))
    assert RetentionRun.objects.get().state == "done"


@time_machine.travel(NOON, tick=False)
def test_a_database_that_is_away_puts_off_and_is_no_trouble_of_a_rule(monkeypatch):
    opened()

    def away(*_, **__):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(leaving, "delete", away)
    handed_out = at_night()
    tasks.keep_retention(**handed_out)

    planned = RetentionRun.objects.get()
    assert (planned.state, planned.attempts, planned.troubles) == ("waiting", 0, {})
    assert planned.available_at == NOON + tasks.DATABASE_AWAY

    monkeypatch.undo()
    tasks.keep_retention(**at_night(night=2))
    assert told()["core.AuditEntry left"]["rows"] == 1


# --- By hand -----------------------------------------------------------------------------------------------


def test_by_hand_it_says_what_left():
    opened(3)
    old_rows.session(LONG_AGO)

    said = run("retention")

    assert "core_auditentry: 3 leave, kept for 6 years (at)." in said
    assert "django_session: 1 leave, kept until they end (expire_date)." in said
    assert told()["core.AuditEntry left"]["rows"] == 3
    assert RetentionRun.objects.get().state == "done"


def test_by_hand_it_says_how_far_it_is(monkeypatch):
    opened(5)
    really = job.step
    monkeypatch.setattr(job, "step", lambda claim, *, at: really(claim, at=at, batch=2))

    said = run("retention")

    assert "core_auditentry: 2 so far" in said
    assert "core_auditentry: 4 so far" in said
    assert "core_auditentry: 5 leave" in said


def test_a_dry_run_by_hand_says_which_months_and_changes_nothing():
    opened(1234)
    before = rows_of_everything()

    said = run("retention", dry_run=True)

    assert "core_auditentry: 1,234 leave, kept for 6 years (at):\n    1996-05         1,234\n" in said
    assert said.endswith("1,234 rows in all. Nothing was changed.\n")
    assert rows_of_everything() == before
    assert AuditEntry.objects.count() == 1234
    assert not RetentionRun.objects.exists()


def test_by_hand_it_says_what_failed(monkeypatch):
    opened()

    def fails(*_, **__):
        raise IntegrityError("something points to it")

    monkeypatch.setattr(leaving, "_delete", fails)

    with pytest.raises(CommandError, match=r"All but this is done.*core_auditentry left: IntegrityError"):
        run("retention")

    assert RetentionRun.objects.get().is_stopped


def test_by_hand_it_says_that_a_worker_took_over(monkeypatch):
    really = job.advance

    def slow(claim, *, at):
        RetentionRun.objects.begin(Claim(claim.pk, claim.attempt), at=at)
        return really(claim, at=at)

    monkeypatch.setattr(job, "advance", slow)

    with pytest.raises(CommandError, match="a worker has taken over"):
        run("retention")
