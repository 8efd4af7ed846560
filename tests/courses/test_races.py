"""Many at once, on a database of their own, each with a connection of their own."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from courses import actions
from courses.actions.answering import AlreadySubmitted
from courses.actions.release import release
from courses.models import (
    ActivityCompletion,
    Attempt,
    Completion,
    Edition,
    Enrolment,
    Response,
    ResponseEvent,
)
from lms.core import invariants
from lms.core.refusals import Refusal
from tests.clones import database, template  # noqa: F401 - fixtures
from tests.factories import NOON
from tests.factories.authoring import a_course_page
from tests.factories.courses import an_edition, an_enrolment
from tests.factories.learning import an_open_attempt, answer_all, chosen, quiz_of, start
from tests.factories.people import a_person

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("database")]
MANY = 20
ROUNDS = 25  # until a race is known to have been one


def at_once(act: Callable[[int], Any], times: int = MANY) -> list[Any]:
    """What each came back with, all having begun at the same moment."""
    together = Barrier(times)

    def run(n: int) -> Any:
        try:
            connection.ensure_connection()
            together.wait()
            return act(n)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


@pytest.fixture(autouse=True)
def everything_holds_afterwards(database):  # noqa: F811 - asked while the clone is still there
    yield
    connection.close()
    broken = {each.name for each, _ in invariants.broken(at=timezone.now())}
    assert broken - {"I10"} == set()  # nobody draws certificates here


def test_twenty_who_send_in_at_once_have_sent_in_once():
    attempt = an_open_attempt(edition=an_edition(lessons=0))
    answer_all(attempt)
    learner = attempt.enrolment.learner

    results = at_once(lambda _: actions.submit_attempt(attempt=attempt, by=learner, at=timezone.now()))

    assert len({result.submitted_at for result in results}) == 1
    assert all(result.passed for result in results)
    assert ActivityCompletion.objects.count() == 1
    assert Completion.objects.count() == 1


def test_an_answer_sent_twenty_times_at_once_is_kept_once():
    attempt = an_open_attempt()
    item, client_id = attempt.activity.body["items"][0], uuid.uuid4()

    def send(_: int) -> Any:
        return actions.record_answer(
            attempt=attempt,
            item=item["key"],
            answer=chosen(item),
            client_id=client_id,
            by=attempt.enrolment.learner,
            at=NOON,
        )

    acknowledged = at_once(send)

    assert {each.sequence for each in acknowledged} == {1}
    assert ResponseEvent.objects.count() == 1


def test_answers_from_many_tabs_are_all_kept_in_one_order():
    attempt = an_open_attempt()
    item = attempt.activity.body["items"][0]

    def send(n: int) -> Any:
        return actions.record_answer(
            attempt=attempt,
            item=item["key"],
            answer={"chosen": [item["options"][n % 3]["key"]]},
            client_id=uuid.uuid4(),
            by=attempt.enrolment.learner,
            at=NOON,
        )

    acknowledged = at_once(send)

    assert sorted(each.sequence for each in acknowledged) == list(range(1, MANY + 1))
    assert Response.objects.get().sequence == MANY


def test_answers_that_race_with_sending_in_are_kept_before_it_or_refused():
    """As many rounds as it takes until some came before and others after."""
    for _ in range(ROUNDS):
        attempt, done, submitted = answers_that_race_with_sending_in()

        events = ResponseEvent.objects.filter(attempt=attempt)
        assert done.count("kept") == events.count()
        assert done.count("kept") + done.count("refused") == MANY - 1
        if done.count("kept"):  # whatever was kept is what was marked
            standing = Response.objects.get(attempt=attempt)
            assert standing.sequence == submitted.last_sequence == events.count()
            assert (standing.score, submitted.score) == (1, 1)
        else:
            assert submitted.score == 0
        if {"kept", "refused"} <= set(done):
            return
    pytest.fail(f"In {ROUNDS} rounds sending in was never between two answers.")


def answers_that_race_with_sending_in() -> tuple[Attempt, list[str], Attempt]:
    attempt = an_open_attempt()
    item, learner = attempt.activity.body["items"][0], attempt.enrolment.learner

    def act(n: int) -> str:
        if n == MANY // 2:
            actions.submit_attempt(attempt=attempt, by=learner, at=timezone.now())
            return "sent in"
        try:
            actions.record_answer(
                attempt=attempt,
                item=item["key"],
                answer=chosen(item),
                client_id=uuid.uuid4(),
                by=learner,
                at=NOON,
            )
        except AlreadySubmitted:
            return "refused"
        return "kept"

    done = at_once(act)
    return attempt, done, Attempt.objects.get(pk=attempt.pk)


def test_a_double_click_joins_once():
    course, person = an_edition().course, a_person()

    joined = at_once(lambda _: actions.enrol(course=course, by=person, at=timezone.now()))

    assert len({enrolment.pk for enrolment in joined}) == 1
    assert Enrolment.objects.count() == 1


def test_a_double_click_starts_one_attempt():
    enrolment = an_enrolment()
    quiz_of(enrolment)

    at_once(lambda _: start(enrolment))

    assert Attempt.objects.count() == 1


def test_a_lesson_finished_in_many_tabs_is_finished_once():
    enrolment = an_enrolment(edition=an_edition(quiz=False))
    lesson = enrolment.edition().activities.get()

    at_once(
        lambda _: actions.finish_activity(
            enrolment=enrolment, activity=lesson, by=enrolment.learner, at=timezone.now()
        )
    )

    assert ActivityCompletion.objects.count() == 1
    assert Completion.objects.count() == 1


def test_two_authors_who_release_at_once_make_one_edition_and_the_other_is_told():
    page = a_course_page()
    author = page.owner

    def release_it(_: int) -> str:
        try:
            return release(course_page=page, by=author, at=timezone.now(), expect="").name
        except Refusal as refusal:
            return refusal.message

    said = at_once(release_it, times=2)

    assert Edition.objects.count() == 1
    assert sorted(said)[0] == "1"
    assert "released" in sorted(said)[1]
