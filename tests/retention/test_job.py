"""The nightly job: lets go what is old enough, counts it, and touches nothing else."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lms.core import invariants, leaving
from lms.core.models import AuditEntry, OutgoingMail, RetentionRun
from lms.notices.models import Notice
from lms.retention import job
from lms.retention.lines import book
from tests.factories import NOON
from tests.factories.authoring import a_course_page
from tests.factories.certificates import an_issued_certificate
from tests.factories.learning import an_open_attempt, answer_all, submit
from tests.retention import old_rows

pytestmark = pytest.mark.django_db

NIGHT = date(2026, 11, 26)
SECOND = timedelta(seconds=1)
LONG_AGO = datetime(1996, 5, 6, 12, tzinfo=UTC)


def claimed(*, hour=0):
    """A begun claim on the row of a night, a week later, so that it is due."""
    job.plan(night=NIGHT)
    at = NOON + timedelta(days=7, hours=hour)
    (claim,) = RetentionRun.objects.claim(at=at)
    begun = RetentionRun.objects.begin(claim, at=at)
    assert begun
    return begun


def keep(claim=None, batch=job.BATCH):
    """All of a night. Returns what its batches came to."""
    claim = claim or claimed()
    steps = []
    while step := job.advance(claim, at=NOON):
        steps.append(step)
        assert len(steps) < 200
    return steps


def midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def rows_of_everything():
    """How many rows each table has, but for those in which the run itself is told."""
    models = [model for model in apps.get_models() if model not in (AuditEntry, RetentionRun)]
    return Counter({model._meta.label: model._base_manager.count() for model in models})


def told():
    entries = AuditEntry.objects.filter(action="retention.kept_to").order_by("pk")
    return {f"{each.detail['of']} {each.detail['what']}": each.detail for each in entries}


# --- What leaves, and what does not ------------------------------------------------------------------------


@pytest.mark.parametrize("rule", book.rules(), ids=lambda rule: rule.name)
def test_what_is_old_enough_leaves_and_nothing_younger(rule):
    kept_from = midnight(rule.after.first_day_kept(NIGHT))
    old = old_rows.MAKERS[rule.name](kept_from - SECOND)
    young = old_rows.MAKERS[rule.name](kept_from)

    steps = keep()

    model = type(old)
    if rule.words:
        assert model.objects.get(pk=old.pk).text == model.objects.get(pk=old.pk).subject == ""
        assert model.objects.get(pk=young.pk).text == "Hello Ann."
    else:
        assert set(model._base_manager.filter(pk__in=[old.pk, young.pk])) == {young}
    (done,) = [step for step in steps if step.rule == rule]
    assert (done.rows, done.is_through) == (1, True)
    assert told()[f"{model._meta.label} {rule.name.split()[-1]}"]["rows"] == 1


def test_every_rule_has_a_row_to_be_tried_with():
    assert [rule.name for rule in book.rules() if rule.name not in old_rows.MAKERS] == []


def test_what_leaves_is_told_by_whole_months_and_why():
    for day in (date(2019, 3, 4), date(2019, 3, 30), date(2020, 10, 31), date(2020, 11, 1)):
        old_rows.audit_entry(midnight(day) + timedelta(hours=23, minutes=59))

    keep()

    detail = told()["core.AuditEntry left"]
    assert detail["months"] == {"2019-03": 2, "2020-10": 1}
    assert (detail["rows"], detail["kept"], detail["night"]) == (3, "for 6 years", "2026-11-26")
    entry = AuditEntry.objects.get(action="retention.kept_to")
    assert (entry.by_id, entry.at) == (None, NOON)
    assert entry.reason.startswith("Who looked")


def test_that_rows_left_is_kept():
    AuditEntry.objects.create(action="retention.kept_to", at=LONG_AGO)
    AuditEntry.objects.create(action="rows.left", at=LONG_AGO)

    keep()

    assert AuditEntry.objects.count() == 2


def test_facts_of_learning_stay_however_old():
    """Thirty years on: courses, answers, marks, completions, certificates and who worked where."""
    attempt = an_open_attempt(at=LONG_AGO)
    answer_all(attempt, at=LONG_AGO)
    submit(attempt, at=LONG_AGO)
    an_issued_certificate(at=LONG_AGO)
    before = rows_of_everything()

    keep()

    assert before - rows_of_everything() == Counter({"certificates.Drawing": 1})
    assert [each.name for each, _ in invariants.broken(at=timezone.now())] == []


def test_what_is_not_done_stays():
    waiting = old_rows.mail(LONG_AGO, state="waiting")
    stopped_drawing = old_rows.drawing(LONG_AGO)
    type(stopped_drawing).objects.update(state="stopped", done_at=None)

    keep()

    waiting.refresh_from_db()
    assert waiting.text == "Hello Ann."
    assert type(stopped_drawing).objects.filter(pk=stopped_drawing.pk).exists()


def test_a_mail_that_a_notice_stands_for_stays_without_its_words_until_the_notice_leaves():
    notice = old_rows.notice(NOON - timedelta(days=2000))
    OutgoingMail.objects.filter(pk=notice.mail_id).update(posted_at=NOON - timedelta(days=2000))

    keep()

    mail = OutgoingMail.objects.get(pk=notice.mail_id)
    assert (mail.to, mail.subject, mail.text) == ("ann@example.org", "", "")


def test_a_notice_and_its_mail_leave_in_the_same_night():
    notice = old_rows.notice(LONG_AGO)
    OutgoingMail.objects.filter(pk=notice.mail_id).update(posted_at=LONG_AGO)

    keep()

    assert not Notice.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_the_draft_that_a_page_points_to_stays():
    page = a_course_page()
    page.save_revision()
    type(page.latest_revision).objects.update(created_at=LONG_AGO)
    pointed_to = {page.latest_revision_id, page.live_revision_id} - {None}

    keep()

    page.refresh_from_db()
    assert pointed_to <= set(page.revisions.values_list("pk", flat=True))
    assert page.get_latest_revision().pk in pointed_to


# --- Batches -----------------------------------------------------------------------------------------------


def test_a_batch_takes_the_same_statements_however_many_leave(django_assert_num_queries):
    AuditEntry.objects.bulk_create(AuditEntry(action="opened", at=LONG_AGO) for _ in range(110))
    claim = claimed()
    while "people_invitation left" not in RetentionRun.objects.get().through:
        job.step(claim, at=NOON)

    for _ in range(10):  # savepoint, run, rows; savepoint, open, delete, close, release; run, release
        with django_assert_num_queries(10):
            step = job.step(claim, at=NOON, batch=10)
        assert (step.rows, step.is_through) == (10, False)
    with django_assert_num_queries(10):
        assert job.step(claim, at=NOON, batch=10).rows == 10
    assert AuditEntry.objects.filter(action="opened").count() == 0


def test_a_night_with_nothing_to_do_takes_few_statements(django_assert_num_queries):
    claim = claimed()

    with django_assert_num_queries(22 * 5 + 4):
        assert len(keep(claim)) == 22


@pytest.mark.parametrize("batch", [1, 7, 10, 1000])
def test_what_left_is_counted_the_same_whatever_the_batches(batch):
    AuditEntry.objects.bulk_create(AuditEntry(action="opened", at=LONG_AGO) for _ in range(20))
    claim = claimed()

    while job.step(claim, at=NOON, batch=batch):
        pass

    assert told()["core.AuditEntry left"]["rows"] == 20
    assert RetentionRun.objects.get().state == "done"


def test_a_run_whose_worker_was_killed_goes_on_and_counts_nothing_twice():
    AuditEntry.objects.bulk_create(AuditEntry(action="opened", at=LONG_AGO) for _ in range(25))
    first = claimed()
    while AuditEntry.objects.filter(action="opened").count() > 15:
        job.step(first, at=NOON, batch=10)

    second = claimed(hour=1)
    while job.step(second, at=NOON, batch=10):
        pass

    assert told()["core.AuditEntry left"]["rows"] == 25
    assert AuditEntry.objects.count() == 1


def test_whoever_lost_the_run_changes_nothing_more():
    old_rows.audit_entry(LONG_AGO)
    lost = claimed()
    claimed(hour=1)

    assert job.step(lost, at=NOON) is None
    assert job.pass_over(lost, error="late", at=NOON) is None
    assert AuditEntry.objects.filter(action="looked_at.record").exists()


def test_a_rule_that_fails_is_passed_over_told_and_tried_again(monkeypatch):
    old_rows.audit_entry(LONG_AGO)
    old_rows.session(LONG_AGO)
    really = leaving.delete

    def fails(model, pks):
        if model is AuditEntry and pks:
            raise IntegrityError("something points to it")
        return really(model, pks)

    monkeypatch.setattr(leaving, "delete", fails)
    steps = keep()
    run = RetentionRun.objects.get()

    assert [step.rule.table for step in steps if step.trouble] == ["core_auditentry"]
    assert run.is_stopped
    assert run.last_error.startswith("core_auditentry left: IntegrityError('something points to it')")
    assert "sessions.Session left" in told()

    monkeypatch.undo()
    RetentionRun.objects.try_again(at=NOON)
    again = keep(claimed(hour=1))

    assert [step.rule.table for step in again] == ["core_auditentry"]
    assert RetentionRun.objects.get().state == "done"
    assert told()["core.AuditEntry left"]["rows"] == 1


# --- Dry run -----------------------------------------------------------------------------------------------


def test_a_dry_run_says_what_would_leave_and_changes_nothing():
    for rule in book.rules():
        old_rows.MAKERS[rule.name](LONG_AGO)
    everything, entries = rows_of_everything(), AuditEntry.objects.count()

    with CaptureQueriesContext(
        connection,
    ) as asked:
        foretold = {each.rule.name: each.months for each in job.prospects(night=NIGHT)}

    assert len(asked) == 22
    assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []
    assert (rows_of_everything(), AuditEntry.objects.count()) == (everything, entries)

    left = {step.rule.name: step.rows for step in keep()}
    # Mails of notices that leave follow them in the same night; a dry run sees them held.
    assert {name: sum(months.values()) for name, months in foretold.items()} == left
    assert set(foretold["core_auditentry left"]) == {"1996-05"}
