"""Answers that wait for one another, and for sending in: two real connections, one after the other."""

import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection, connections
from django.utils import timezone

from courses import actions
from courses.actions.answering import AlreadySubmitted, NotAnswerable
from courses.models import Attempt, Response, ResponseEvent
from lms.core.refusals import Refusal
from tests.clones import address, database, template  # noqa: F401 - fixtures
from tests.courses.test_races import at_once, everything_holds_afterwards  # noqa: F401 - a fixture
from tests.factories.learning import an_open_attempt, chosen

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("database")]
SECONDS_TO_WAIT = 20


class Held:
    """The attempt's row, locked by a connection of its own until it is let go."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.connection = psycopg.connect(address(str(connection.settings_dict["NAME"])))
        row = "SELECT id FROM courses_attempt WHERE id = %s FOR NO KEY UPDATE"
        self.connection.execute(row, [attempt.pk])

    def wait_until_somebody_waits(self, times: int = 1) -> None:
        give_up = time.monotonic() + SECONDS_TO_WAIT
        waiting = (
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        with psycopg.connect(address(str(connection.settings_dict["NAME"])), autocommit=True) as watching:
            while watching.execute(waiting).fetchone() != (times,):
                assert time.monotonic() < give_up, "nobody waits for the lock"
                time.sleep(0.02)

    def let_go(self) -> None:
        self.connection.commit()
        self.connection.close()


def one_after_the_other(attempt: Attempt, *acts: Callable[[], Any]) -> list[Any]:
    """What each came back with: all began before the first got the lock, and get it in this order."""

    def run(act: Callable[[], Any]) -> Any:
        try:
            return act()
        finally:
            connections.close_all()

    held = Held(attempt)
    with ThreadPoolExecutor(len(acts)) as pool:
        running = []
        for number, act in enumerate(acts, start=1):
            running.append(pool.submit(run, act))
            held.wait_until_somebody_waits(number)
        held.let_go()
        return [each.result(timeout=SECONDS_TO_WAIT) for each in running]


def saving(attempt: Attempt, option: int = 0, **more: Any) -> Callable[[], Any]:
    """Answering the first question with that option; a refusal is what comes back."""
    item = attempt.activity.body["items"][0]
    values = {"client_id": uuid.uuid4(), "at": timezone.now(), "after": 0} | more

    def save() -> Any:
        try:
            return actions.record_answer(
                attempt=attempt,
                item=item["key"],
                answer={"chosen": [item["options"][option]["key"]]},
                by=attempt.enrolment.learner,
                **values,
            )
        except Refusal as refusal:
            return refusal

    return save


def test_an_answer_that_waited_for_another_knows_that_it_replaced_it():
    attempt = an_open_attempt()

    first, second = one_after_the_other(attempt, saving(attempt, 0), saving(attempt, 1))

    assert (first.sequence, first.changed_elsewhere) == (1, False)
    assert (second.sequence, second.changed_elsewhere) == (2, True)
    assert Response.objects.get().replaced_sequence == 1


def test_an_answer_that_waited_for_one_that_it_knows_of_replaced_nothing_unknown():
    attempt = an_open_attempt()
    saving(attempt, 0)()

    first, second = one_after_the_other(attempt, saving(attempt, 1, after=1), saving(attempt, 2, after=2))

    assert (first.changed_elsewhere, second.changed_elsewhere) == (False, False)


def test_sending_in_that_waited_for_a_later_answer_is_not_before_it():
    attempt = an_open_attempt()
    early = timezone.now()
    late = early + timedelta(seconds=1)

    def submit() -> Attempt:
        return actions.submit_attempt(attempt=attempt, by=attempt.enrolment.learner, at=early)

    kept, submitted = one_after_the_other(attempt, saving(attempt, at=late), submit)

    assert kept.sequence == 1
    assert submitted.submitted_at == late
    assert submitted.score == 1


def test_an_answer_that_waited_and_finds_the_attempt_sent_in_is_told_so():
    attempt = an_open_attempt()

    def submit() -> Attempt:
        return actions.submit_attempt(attempt=attempt, by=attempt.enrolment.learner, at=timezone.now())

    _, refused = one_after_the_other(attempt, submit, saving(attempt))

    assert isinstance(refused, AlreadySubmitted)
    assert not ResponseEvent.objects.exists()


def test_one_id_for_answers_to_two_attempts_at_once_is_kept_once_and_refused_once():
    attempts = [an_open_attempt(), an_open_attempt()]
    client_id = uuid.uuid4()
    acts = [saving(attempt, client_id=client_id) for attempt in attempts]

    said = at_once(lambda number: acts[number](), times=2)

    assert sorted(isinstance(each, NotAnswerable) for each in said) == [False, True]
    assert ResponseEvent.objects.count() == 1
    assert Response.objects.count() == 1


def test_a_form_that_waited_does_not_erase_the_answer_that_it_waited_for():
    attempt = an_open_attempt()
    item = attempt.activity.body["items"][0]

    def stop() -> Any:
        return actions.record_answers(
            attempt=attempt,
            answers={item["key"]: {"chosen": []}},
            known={item["key"]: 0},
            by=attempt.enrolment.learner,
            at=timezone.now(),
        )

    one_after_the_other(attempt, saving(attempt), stop)

    assert Response.objects.get().answer == chosen(item)
