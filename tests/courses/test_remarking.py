"""Marking again is work: in batches, by whoever is there, and never twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses import tasks
from courses.actions import marking
from courses.actions.marking import mark_batch_again
from courses.models import (
    ActivityCompletion,
    Attempt,
    Completion,
    Remarking,
)
from lms.core import invariants
from lms.core.work import LEASE
from tests.factories import NOON
from tests.factories.courses import a_quiz_body, an_edition, an_item
from tests.factories.rulings import (
    a_missed_attempt,
    accept_all,
    an_edition_of_one,
    do_the_marking,
    items_of,
    rule,
    wrong,
)

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def everything_holds_afterwards():
    yield
    assert {each.name for each, _ in invariants.broken(at=timezone.now())} == set()


def test_many_are_marked_in_batches_and_the_author_sees_how_far_it_is(monkeypatch):
    monkeypatch.setattr(marking, "BATCH", 2)
    edition = an_edition_of_one()
    attempts = [a_missed_attempt(edition=edition) for _ in range(5)]
    accept_all(attempts[0])
    [claim] = Remarking.objects.claim(at=NOON)
    claim = Remarking.objects.begin(claim, at=NOON)
    assert Remarking.objects.get().words == "Marking again: not begun yet."

    assert mark_batch_again(claim=claim, at=LATER)
    assert Remarking.objects.get().words == "Marking again: 2 of 5."
    assert Attempt.objects.filter(passed=True).count() == 2
    while mark_batch_again(claim=claim, at=LATER):
        pass

    assert Remarking.objects.get().words == "Marked again: 5 of 5, done."
    assert Completion.objects.count() == 5


def test_whoever_goes_on_after_a_killed_worker_begins_where_it_was(monkeypatch):
    monkeypatch.setattr(marking, "BATCH", 2)
    edition = an_edition_of_one()
    attempts = [a_missed_attempt(edition=edition) for _ in range(3)]
    accept_all(attempts[0])
    [claim] = Remarking.objects.claim(at=NOON)
    dead = Remarking.objects.begin(claim, at=NOON)
    mark_batch_again(claim=dead, at=NOON)

    [again] = Remarking.objects.claim(at=NOON + LEASE)
    alive = Remarking.objects.begin(again, at=NOON + LEASE)
    assert not mark_batch_again(claim=dead, at=NOON + LEASE)
    assert Attempt.objects.filter(passed=True).count() == 2
    mark_batch_again(claim=alive, at=NOON + LEASE)

    assert Attempt.objects.filter(passed=True).count() == 3
    assert Completion.objects.count() == 3


def test_done_twice_it_changes_nothing_more():
    attempt = a_missed_attempt()
    accept_all(attempt)
    do_the_marking()
    Remarking.objects.update(
        state="waiting", done_at=None, last_attempt=0, available_at=None, leased_until=None
    )

    do_the_marking()

    assert Completion.objects.count() == ActivityCompletion.objects.count() == 1


def test_more_than_fits_into_one_go_is_claimed_again_and_costs_no_try(monkeypatch):
    monkeypatch.setattr(marking, "BATCH", 1)
    monkeypatch.setattr(tasks, "SECONDS_AT_A_TIME", 0)
    edition = an_edition_of_one()
    attempts = [a_missed_attempt(edition=edition) for _ in range(8)]
    accept_all(attempts[0])

    for _ in range(9):
        do_the_marking()

    assert Attempt.objects.filter(passed=True).count() == 8
    assert Remarking.objects.get().state == "done"


def test_what_fails_is_tried_again_later(monkeypatch):
    accept_all(a_missed_attempt())
    with monkeypatch.context() as broken:
        broken.setattr(marking, "_mark_all", lambda _: 1 / 0)
        do_the_marking()
    remarking = Remarking.objects.get()
    assert (remarking.state, remarking.looked_at) == ("waiting", 0)
    assert "ZeroDivisionError" in remarking.last_error
    Remarking.objects.update(available_at=None, leased_until=None)

    do_the_marking()

    assert Completion.objects.exists()


@pytest.mark.parametrize("size", [1, 3])
def test_a_batch_takes_the_same_statements_whatever_its_size(django_assert_num_queries, size):
    """Of those who pass, each takes a few more: the quiz finished, the course completed, the certificate."""
    edition = an_edition(quiz=a_quiz_body([an_item() for _ in range(3)]))
    attempts = [a_missed_attempt(edition=edition) for _ in range(size)]
    item = items_of(attempts[0])[0]
    rule(attempts[0], item, "accept-also", right=wrong(item))
    [claim] = Remarking.objects.claim(at=NOON)
    claim = Remarking.objects.begin(claim, at=NOON)

    with django_assert_num_queries(11):
        mark_batch_again(claim=claim, at=NOON)

    assert Attempt.objects.filter(score=1).count() == size
