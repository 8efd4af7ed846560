"""Rows of work: claimed for a lease, begun once, finished once, stopped after five."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.utils import timezone

from lms.core import tasks
from lms.core.mail import post
from lms.core.models import MissedEvent, OutgoingMail
from lms.core.work import MOST_ATTEMPTS, PROBES, Claim
from tests.factories import NOON

pytestmark = pytest.mark.django_db

MAIL_LEASE = OutgoingMail.lease
LATER = NOON + MAIL_LEASE
MUCH_LATER = NOON + timedelta(hours=1)


def a_mail(key="hello", **fields):
    return post(to="ann@example.org", subject="Hello", text="Hello Ann.", key=key, at=NOON, **fields)


def begun(mail, at=NOON):
    (claim,) = OutgoingMail.objects.filter(pk=mail.pk).claim(at=at)
    return OutgoingMail.objects.begin(claim, at=at)


def test_what_waits_is_claimed_oldest_first():
    mails = [a_mail(key) for key in ("one", "two", "three")]

    claims = OutgoingMail.objects.claim(at=NOON, limit=2)

    assert claims == [Claim(mails[0].pk, 0), Claim(mails[1].pk, 0)]


def test_what_is_claimed_is_not_claimed_again_before_its_lease_ends():
    a_mail()
    OutgoingMail.objects.claim(at=NOON)

    assert OutgoingMail.objects.claim(at=LATER - timedelta(seconds=1)) == []
    assert len(OutgoingMail.objects.claim(at=LATER)) == 1


def test_a_claim_that_nobody_began_uses_no_attempt_up():
    mail = a_mail()

    for hour in range(20):
        OutgoingMail.objects.claim(at=NOON + timedelta(hours=hour))

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("waiting", 0)


def test_the_same_claim_is_begun_once():
    mail = a_mail()
    (claim,) = OutgoingMail.objects.claim(at=NOON)

    assert OutgoingMail.objects.begin(claim, at=NOON) == Claim(mail.pk, 1)
    assert OutgoingMail.objects.begin(claim, at=NOON) is None


def test_beginning_renews_the_lease():
    mail = a_mail()
    (claim,) = OutgoingMail.objects.claim(at=NOON)
    OutgoingMail.objects.begin(claim, at=LATER)

    mail.refresh_from_db()
    assert mail.leased_until == LATER + MAIL_LEASE


def test_it_is_finished_once():
    claim = begun(a_mail())

    assert OutgoingMail.objects.finish(claim, at=NOON)
    assert not OutgoingMail.objects.finish(claim, at=NOON)


def test_whoever_was_thought_dead_finishes_nothing():
    mail = a_mail()
    dead = begun(mail)
    begun(mail, at=LATER)

    assert not OutgoingMail.objects.finish(dead, at=LATER)
    assert not OutgoingMail.objects.fail(dead, error="late", at=LATER)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.last_error) == ("waiting", 2, "")


def test_each_failure_waits_longer_and_the_fifth_stops_it():
    mail, at, waits = a_mail(), NOON, []
    for _ in range(MOST_ATTEMPTS):
        OutgoingMail.objects.fail(begun(mail, at=at), error="no", at=at)
        mail.refresh_from_db()
        waits.append((mail.available_at - at).total_seconds())
        at = mail.available_at

    assert waits[:4] == [10, 20, 40, 80]
    assert (mail.state, mail.last_error) == ("stopped", "no")
    assert OutgoingMail.objects.claim(at=at + timedelta(days=1)) == []


def test_one_that_kills_its_worker_each_time_is_stopped():
    mail, at = a_mail(), NOON
    for _ in range(MOST_ATTEMPTS):
        begun(mail, at=at)  # and never heard of again
        at += MAIL_LEASE

    assert OutgoingMail.objects.claim(at=at) == []
    mail.refresh_from_db()
    assert mail.state == "stopped"
    assert "nothing more was heard of it" in mail.last_error


def test_what_was_stopped_can_be_tried_again():
    mail = a_mail()
    OutgoingMail.objects.stop(begun(mail), error="no")

    assert OutgoingMail.objects.try_again(at=MUCH_LATER) == 1
    assert OutgoingMail.objects.claim(at=MUCH_LATER) == [Claim(mail.pk, 1)]


def test_what_is_put_off_waits_and_is_not_held_against_it():
    mail = a_mail()
    OutgoingMail.objects.put_off(begun(mail), error="away", until=MUCH_LATER)

    assert OutgoingMail.objects.claim(at=MUCH_LATER - timedelta(seconds=1)) == []
    assert OutgoingMail.objects.claim(at=MUCH_LATER) == [Claim(mail.pk, 1)]
    mail.refresh_from_db()
    assert mail.attempts == 0


def test_late_is_what_was_due_long_ago_and_never_claimed():
    never = a_mail("never")
    put_off = a_mail("put off")
    OutgoingMail.objects.put_off(begun(put_off), error="away", until=MUCH_LATER)
    OutgoingMail.objects.update(made_at=NOON - timedelta(hours=1))

    assert list(OutgoingMail.objects.late(NOON)) == [never]


def test_what_was_just_made_is_not_late():
    a_mail()

    assert not OutgoingMail.objects.late(NOON - timedelta(days=3650)).exists()


def test_done_has_its_time_whatever_code_does():
    mail = a_mail()

    with pytest.raises(IntegrityError):
        OutgoingMail.objects.filter(pk=mail.pk).update(state="done")


def test_looking_in_vain_takes_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert MissedEvent.objects.claim(at=NOON) == []


def its(mail):
    mail.refresh_from_db()
    return mail


def test_trouble_outside_the_row_stops_nothing_however_long_it_lasts():
    mail, at = a_mail(), NOON
    for _ in range(200):
        OutgoingMail.objects.hold(begun(mail, at=at), error="away", at=at)
        at = its(mail).available_at

    assert at - NOON > timedelta(hours=2)
    assert (mail.state, mail.attempts, mail.last_error) == ("waiting", 0, "away")
    assert mail.held_since == NOON


def test_the_longer_trouble_lasts_the_more_seldom_it_is_tried_but_never_so_seldom_that_it_is_missed():
    mail, at, waits = a_mail(), NOON, []
    for _ in range(12):
        OutgoingMail.objects.hold(begun(mail, at=at), error="away", at=at)
        waits.append((its(mail).available_at - at).total_seconds())
        at = mail.available_at

    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (5, 40)


def test_of_what_is_held_a_few_are_tried_and_new_work_is_not_kept_waiting():
    for number in range(10):
        mail = a_mail(f"held {number}")
        OutgoingMail.objects.hold(begun(mail), error="away", at=NOON)
    new = a_mail("new")

    claimed = {claim.pk for claim in OutgoingMail.objects.claim(at=MUCH_LATER)}

    assert new.pk in claimed
    assert len(claimed) == 1 + PROBES


def test_the_first_that_goes_well_frees_all_that_is_held_but_not_what_somebody_is_at(noon_in_the_database):
    held, tried = a_mail("held"), a_mail("tried")
    for mail in (held, tried):
        OutgoingMail.objects.hold(begun(mail), error="away")
    noon_in_the_database(MUCH_LATER)
    being_tried = begun(tried, at=MUCH_LATER)

    assert OutgoingMail.objects.release() == 1

    assert OutgoingMail.objects.claim(at=MUCH_LATER) == [Claim(held.pk, 1)]
    assert OutgoingMail.objects.finish(being_tried, at=MUCH_LATER)


def test_an_attempt_is_never_meant_twice():
    """Put off, it counts no try; whoever had it before, and comes back, still changes nothing."""
    mail = a_mail()
    first = begun(mail)
    OutgoingMail.objects.put_off(first, error="later", until=NOON)
    begun(mail)

    assert not OutgoingMail.objects.finish(first, at=NOON)


def test_leases_are_the_databases_time_whatever_the_clock_of_the_machine_says():
    a_mail()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        OutgoingMail.objects.claim()

    leased_until = OutgoingMail.objects.get().leased_until

    assert abs(leased_until - MAIL_LEASE - timezone.now()) < timedelta(minutes=1)


@pytest.mark.parametrize("step", ["begin", "fail", "hold"])
def test_so_are_due_times(step):
    mail = a_mail()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        (claim,) = OutgoingMail.objects.claim()
        claim = OutgoingMail.objects.begin(claim)
        if step != "begin":
            getattr(OutgoingMail.objects, step)(claim, error="away")

    due = its(mail).leased_until or mail.available_at

    assert due - timezone.now() < timedelta(minutes=3)


def test_a_lease_that_no_right_clock_gave_is_over(noon_in_the_database):
    mail = a_mail()
    OutgoingMail.objects.update(leased_until=MUCH_LATER, made_at=NOON - timedelta(minutes=3))

    assert list(OutgoingMail.objects.late(NOON - timedelta(minutes=2))) == [mail]
    assert OutgoingMail.objects.claim(at=NOON) == [Claim(mail.pk, 0)]


def test_what_is_claimed_again_and_again_and_never_begun_is_overdue():
    mail = a_mail()
    OutgoingMail.objects.update(made_at=NOON - timedelta(minutes=20))
    OutgoingMail.objects.claim(at=NOON)

    assert not OutgoingMail.objects.late(NOON - timedelta(minutes=2)).exists()
    assert list(OutgoingMail.objects.overdue(NOON - timedelta(minutes=15))) == [mail]


def test_a_lease_is_renewed_by_whoever_has_it(noon_in_the_database):
    mail = a_mail()
    mine = begun(mail)
    noon_in_the_database(NOON + MAIL_LEASE / 2)

    assert OutgoingMail.objects.renew(mine)
    assert its(mail).leased_until == NOON + MAIL_LEASE * 3 / 2
    assert not OutgoingMail.objects.renew(Claim(mail.pk, 0))


@pytest.mark.parametrize(("is_full", "handed_out"), [(False, 1), (True, 0)])
def test_the_sweep_hands_out_what_waits_unless_nobody_takes_it(monkeypatch, is_full, handed_out):
    sent = []
    monkeypatch.setattr(tasks.broker, "is_full", lambda app, task: is_full)
    monkeypatch.setattr(tasks.current_app, "send_task", lambda name, **options: sent.append(name))
    mail = a_mail()

    tasks.sweep()

    assert sent == ["core.send_mail"] * handed_out
    assert (its(mail).leased_until is not None) == (not is_full)


MANY_DONE = """
INSERT INTO core_outgoingmail (key, "to", subject, text, is_secret, posted_at, state, attempts, last_error,
                               done_at)
SELECT 'done ' || n, 'a@example.org', '', '', false, now(),
       CASE WHEN n % 1000 = 0 THEN 'waiting' ELSE 'done' END, 1, '',
       CASE WHEN n % 1000 = 0 THEN NULL ELSE now() END
FROM generate_series(1, 20000) n
"""


@pytest.mark.postgres
@pytest.mark.parametrize("plans", ["force_custom_plan", "force_generic_plan"])
@pytest.mark.parametrize(
    ("asked", "index"),
    [
        (lambda: OutgoingMail.objects.due().order_by("pk")[:100], "core_outgoingmail_waits"),
        (lambda: OutgoingMail.objects.late(NOON), "core_outgoingmail_waits"),
        (lambda: OutgoingMail.objects.held().order_by("pk")[:2], "core_outgoingmail_held"),
        (lambda: OutgoingMail.objects.stopped().order_by("pk")[:1], "core_outgoingmail_stopped"),
    ],
    ids=["due", "late", "held", "stopped"],
)
def test_looking_for_work_reads_an_index_of_what_waits_and_nothing_that_is_done(plans, asked, index):
    """Also once the statement is prepared, and planned for whatever values may come."""
    statement, values = asked().query.sql_with_params()
    numbered = statement % tuple(f"${number}" for number in range(1, len(values) + 1))
    told = ", ".join(f"'{value}'" for value in values)
    with connection.cursor() as cursor:
        cursor.execute(MANY_DONE)
        cursor.execute("ANALYZE core_outgoingmail")
        cursor.execute(f"SET LOCAL plan_cache_mode = {plans}")
        cursor.execute(f"PREPARE looked AS {numbered}")
        cursor.execute(f"EXPLAIN EXECUTE looked{f'({told})' if told else ''}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("DEALLOCATE looked")

    assert index in plan
    assert "Seq Scan" not in plan
