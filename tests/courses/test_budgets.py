"""What pages may cost in statements, whatever their size: session and person included."""

import json
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses import actions
from courses.models import Attempt
from tests.factories import NOON
from tests.factories.courses import a_quiz_body, an_edition, an_enrolment, an_item
from tests.factories.learning import chosen, lesson_of, quiz_of, start
from tests.factories.people import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_types")]


@pytest.fixture
def learner(client):
    person = a_person()
    client.force_login(person)
    client.get(reverse("courses:my_learning"))  # what a first page keeps in the session
    return person


def read(client, address):
    """Twice: the first time renders what is kept for everybody."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address)
    assert page.status_code == 200
    return page, len(captured)


@pytest.mark.parametrize("size", [1, 3])
def test_a_lesson_takes_four_statements_however_long_the_course(client, learner, size):
    enrolment = an_enrolment(learner=learner, edition=an_edition(lessons=size))
    lesson = lesson_of(enrolment, "Lesson 1")

    page, statements = read(client, reverse("courses:activity", args=[enrolment.pk, lesson.key]))

    assert "Babies feel before they speak" in page.text
    assert statements == 4


@pytest.mark.parametrize("size", [1, 3, 20])
def test_my_learning_takes_the_same_statements_however_many_courses(client, learner, size):
    courses = [an_enrolment(learner=learner, edition=an_edition(lessons=2)) for _ in range(size)]
    for enrolment in courses:
        actions.finish_activity(
            enrolment=enrolment, activity=lesson_of(enrolment, "Lesson 1"), by=learner, at=NOON
        )

    page, statements = read(client, reverse("courses:my_learning"))

    assert all(enrolment.course.title in page.text for enrolment in courses)
    assert statements == 5


@pytest.mark.parametrize("size", [1, 3])
def test_done_courses_take_the_same_statements_however_many(client, learner, size):
    for _ in range(size):
        enrolment = an_enrolment(learner=learner, edition=an_edition(quiz=False))
        actions.finish_activity(
            enrolment=enrolment, activity=lesson_of(enrolment, "Lesson 1"), by=learner, at=NOON
        )

    page, statements = read(client, reverse("courses:my_learning"))

    assert page.text.count("Completed 23 November 2026") >= size
    assert statements == 5


@pytest.mark.parametrize("size", [1, 3])
def test_a_course_page_takes_the_same_statements_whoever_looks(client, learner, size):
    enrolment = an_enrolment(learner=learner, edition=an_edition(lessons=size))

    _, joined = read(client, enrolment.course.get_absolute_url())
    client.logout()
    _, passing_by = read(client, enrolment.course.get_absolute_url())

    assert (joined, passing_by) == (7, 1)


@pytest.mark.parametrize("size", [1, 3])
def test_the_catalogue_takes_the_same_statements_however_many_courses(client, learner, size):
    for _ in range(size):
        an_edition()

    _, statements = read(client, reverse("courses:catalogue"))

    assert statements == 4


@pytest.mark.parametrize("size", [1, 3])
def test_an_outline_takes_the_same_statements_however_long(client, learner, size):
    enrolment = an_enrolment(learner=learner, edition=an_edition(lessons=size))

    _, statements = read(client, reverse("courses:outline", args=[enrolment.pk]))

    assert statements == 5


def save(client, attempt, item):
    sent = {"client_id": str(uuid.uuid4()), "item": item["key"], "answer": chosen(item), "after": 0}
    return client.post(
        reverse("courses:save_answer", args=[attempt.enrolment_id, attempt.activity_key, attempt.number]),
        json.dumps(sent),
        content_type="application/json",
        headers={"accept": "application/json"},
    )


@pytest.mark.parametrize("size", [1, 3])
def test_saving_an_answer_takes_the_same_statements_however_long_the_quiz(client, learner, size):
    body = a_quiz_body([an_item() for _ in range(size)])
    attempt = start(an_enrolment(learner=learner, edition=an_edition(quiz=body)))
    save(client, attempt, body["items"][0])

    with CaptureQueriesContext(connection) as captured:
        saved = save(client, attempt, body["items"][-1])

    assert saved.json()["saved"]
    # On PostgreSQL session, person, attempt, and one statement that is its own transaction.
    assert len(captured) == 4 if connection.vendor == "postgresql" else len(captured) <= 12


def a_whole_quiz(client, learner, *, one_by_one):
    """Start, page, answers, submit, result. Completes the course, so that what this costs is counted."""
    body = a_quiz_body([an_item() for _ in range(10)])
    enrolment = an_enrolment(learner=learner, edition=an_edition(lessons=0, quiz=body))
    address = [enrolment.pk, quiz_of(enrolment).key]
    client.get(reverse("courses:activity", args=address))
    with CaptureQueriesContext(connection) as captured:
        page = client.post(reverse("courses:start_attempt", args=address))
        client.get(page.url)
        attempt = Attempt(enrolment_id=enrolment.pk, activity_key=address[1], number=1)
        answers = {f"item-{item['key']}": chosen(item)["chosen"] for item in body["items"]}
        if one_by_one:
            for item in body["items"]:
                save(client, attempt, item)
        result = client.post(reverse("courses:submit", args=[*address, 1]), {**answers, "then": "finish"})
        shown = client.get(result.url)
    assert "Passed: 10 of 10" in shown.text
    return len(captured)


def test_a_quiz_of_ten_saved_answers_stays_within_its_budget(client, learner):
    assert a_whole_quiz(client, learner, one_by_one=True) <= (
        93 if connection.vendor == "postgresql" else 163
    )


def test_a_quiz_sent_as_one_form_stays_within_its_budget(client, learner):
    assert a_whole_quiz(client, learner, one_by_one=False) <= 54
