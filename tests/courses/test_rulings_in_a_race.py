"""A ruling while somebody sends in, and marking again twice at once: each with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from courses import tasks
from courses.actions import marking
from courses.models import ActivityCompletion, Attempt, Completion, Remarking
from lms.core import invariants
from lms.core.work import Claim
from tests.clones import database, template  # noqa: F401 - fixtures
from tests.factories.courses import a_quiz_body, an_edition, an_enrolment, an_item
from tests.factories.learning import answer_all, start, submit
from tests.factories.rulings import do_the_marking, rule

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("database")]
SOON = 20  # seconds until something is stuck


@pytest.fixture(autouse=True)
def everything_holds_afterwards(database):  # noqa: F811 - asked while the clone is still there
    yield
    connection.close()
    assert {each.name for each, _ in invariants.broken(at=timezone.now())} - {"I10"} == set()


@pytest.fixture
def elsewhere():
    """Runs something at the same time, on a connection of its own."""
    pool = ThreadPoolExecutor(8)

    def run(act: Callable[[], Any]) -> Future:
        def alone() -> Any:
            try:
                return act()
            finally:
                connections.close_all()

        return pool.submit(alone)

    yield run
    pool.shutdown()


def an_attempt(edition=None):
    """Open, with every answer wrong."""
    attempt = start(an_enrolment(edition=edition or an_edition_of_one()))
    answer_all(attempt, right=False)
    return attempt


def an_edition_of_one():
    return an_edition(lessons=0, quiz=a_quiz_body([an_item()]))


def accept(attempt):
    [item] = attempt.activity.body["items"]
    rule(
        attempt,
        item,
        "accept-also",
        right=[option["key"] for option in item["options"] if not option["right"]],
    )


def someone_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database "
            "OR database IS NULL WHERE NOT granted AND datname = current_database()"
        )
        return bool(cursor.fetchone()[0])


def until(so: Callable[[], bool]) -> None:
    for _ in range(SOON * 50):
        if so():
            return
        Event().wait(0.02)
    raise AssertionError("It never came to that.")


def test_whoever_is_sending_in_while_the_ruling_is_made_is_marked_again(elsewhere, monkeypatch):
    """Marked by the rulings of that moment and not committed yet as the ruling is made and work begins."""
    attempt = an_attempt()
    marked, may_commit = Event(), Event()
    mark = marking.mark

    def mark_slowly(*args: Any, **named: Any) -> Any:
        result = mark(*args, **named)
        marked.set()
        may_commit.wait(SOON)
        return result

    monkeypatch.setattr("courses.actions.attempting.mark", mark_slowly)
    sending = elsewhere(lambda: submit(attempt))
    marked.wait(SOON)
    accept(attempt)
    working = elsewhere(do_the_marking)
    until(someone_waits_for_a_lock)
    may_commit.set()

    assert not sending.result(SOON).passed
    working.result(SOON)
    assert Attempt.objects.get().passed
    assert Completion.objects.count() == 1


def test_whoever_sends_in_while_it_is_marked_again_reads_the_ruling(elsewhere):
    """The work has looked at the open attempt, and holds it still, when it is sent in."""
    attempt = an_attempt()
    accept(attempt)
    [claim] = Remarking.objects.claim(at=timezone.now())
    begun = Remarking.objects.begin(claim, at=timezone.now())

    with transaction.atomic():
        marking.mark_batch_again(claim=begun, at=timezone.now())
        sending = elsewhere(lambda: submit(attempt))
        until(someone_waits_for_a_lock)

    assert sending.result(SOON).passed
    assert Completion.objects.count() == 1


def test_two_workers_with_the_same_claim_mark_once(elsewhere):
    edition = an_edition_of_one()
    attempts = [an_attempt(edition) for _ in range(5)]
    for attempt in attempts:
        submit(attempt)
    accept(attempts[0])
    [claim] = Remarking.objects.claim(at=timezone.now())

    both = [elsewhere(lambda: tasks.mark_again(pk=claim.pk, attempt=claim.attempt)) for _ in range(2)]
    [each.result(SOON) for each in both]

    assert Remarking.objects.get().state == "done"
    assert ActivityCompletion.objects.count() == Completion.objects.count() == 5


def test_two_remarkings_of_the_same_people_do_not_stand_in_each_others_way(elsewhere, monkeypatch):
    """Each ruling asks for all of them again: both lock in the same order, and one waits for the other."""
    monkeypatch.setattr(marking, "BATCH", 100)
    first, second = an_item(), an_item()
    edition = an_edition(lessons=0, quiz=a_quiz_body([first, second], pass_percent=50))
    attempts = [an_attempt(edition) for _ in range(20)]
    for attempt in attempts:
        submit(attempt)
    for item in (first, second):
        wrong = [option["key"] for option in item["options"] if not option["right"]]
        rule(attempts[0], item, "accept-also", right=wrong)
    claims: list[Claim] = Remarking.objects.claim(at=timezone.now())

    both = [elsewhere(lambda one=claim: tasks.mark_again(pk=one.pk, attempt=one.attempt)) for claim in claims]
    [each.result(SOON) for each in both]

    assert set(Remarking.objects.values_list("state", "last_error")) == {("done", "")}
    assert Completion.objects.count() == 20


def test_many_who_send_in_while_it_runs_all_pass(elsewhere, monkeypatch):
    monkeypatch.setattr(marking, "BATCH", 3)
    edition = an_edition_of_one()
    attempts = [an_attempt(edition) for _ in range(12)]

    sending = [elsewhere(lambda attempt=attempt: submit(attempt)) for attempt in attempts]
    accept(attempts[0])
    do_the_marking()
    [each.result(SOON) for each in sending]

    assert Attempt.objects.filter(passed=True, submitted_at__isnull=False).count() == 12
