"""Rows of work: claimed for a lease, begun once, finished once, stopped after five."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from lms.core.mail import post
from lms.core.models import MissedEvent, OutgoingMail
from lms.core.work import LEASE, MOST_ATTEMPTS, Claim
from tests.factories import NOON

pytestmark = pytest.mark.django_db

LATER = NOON + LEASE
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
    assert mail.available_at == LATER + LEASE


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
        at += LEASE

    assert OutgoingMail.objects.claim(at=at) == []
    mail.refresh_from_db()
    assert mail.state == "stopped"


def test_what_was_stopped_can_be_tried_again():
    mail = a_mail()
    OutgoingMail.objects.stop(begun(mail), error="no")

    assert OutgoingMail.objects.try_again(at=MUCH_LATER) == 1
    assert OutgoingMail.objects.claim(at=MUCH_LATER) == [Claim(mail.pk, 0)]


def test_what_is_put_off_waits_and_is_not_held_against_it():
    mail = a_mail()
    OutgoingMail.objects.put_off(begun(mail), error="away", until=MUCH_LATER)

    assert OutgoingMail.objects.claim(at=MUCH_LATER - timedelta(seconds=1)) == []
    assert OutgoingMail.objects.claim(at=MUCH_LATER) == [Claim(mail.pk, 0)]


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
