"""Lessons, quizzes and results as a learner meets them: bad luck and bad input included."""

import json
import re
import uuid
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from courses import actions
from courses.models import Attempt, Completion, ReadingPosition, ResponseEvent, Revisit
from tests.factories import NOON
from tests.factories.courses import a_lesson_body, a_quiz_body, an_edition, an_enrolment, an_item
from tests.factories.learning import an_open_attempt, answer_all, chosen, lesson_of, quiz_of, start, submit

pytestmark = pytest.mark.django_db
LAST_MONTH = NOON - timedelta(days=30)


def signed_in(client, enrolment):
    client.force_login(enrolment.learner)
    return client


def at(name, enrolment, activity, *more):
    return reverse(f"courses:{name}", args=[enrolment.pk, activity.key, *more])


def of(name, attempt):
    return reverse(f"courses:{name}", args=[attempt.enrolment_id, attempt.activity_key, attempt.number])


def send(client, attempt, values, **headers):
    body = values if isinstance(values, str) else json.dumps(values)
    headers.setdefault("accept", "application/json")
    return client.post(of("save_answer", attempt), body, content_type="application/json", headers=headers)


def an_answer(item, **changed):
    return {"client_id": str(uuid.uuid4()), "item": item["key"], "answer": chosen(item), "after": 0} | changed


def items_of(attempt):
    return attempt.activity.body["items"]


def a_form(attempt, *, right=True, but_for=()):
    return {
        f"item-{item['key']}": chosen(item, right=right)["chosen"]
        for item in items_of(attempt)
        if item not in but_for
    }


def test_a_lesson_says_which_it_is_and_what_comes_next(client):
    enrolment = an_enrolment(edition=an_edition(lessons=2))
    page = signed_in(client, enrolment).get(at("activity", enrolment, lesson_of(enrolment, "Lesson 1")))

    assert "Lesson 1 of 2, 10\u00a0minutes" in page.text
    assert "Finished. Next: Lesson 2" in page.text
    assert "<script>" not in page.text


def test_opening_a_lesson_finishes_and_writes_nothing(client):
    enrolment = an_enrolment()
    signed_in(client, enrolment).get(at("activity", enrolment, lesson_of(enrolment, "Lesson 1")))

    assert not enrolment.activity_completions.exists()


def test_finishing_a_lesson_leads_to_the_next_part(client):
    enrolment = an_enrolment()
    answer = signed_in(client, enrolment).post(at("finish", enrolment, lesson_of(enrolment, "Lesson 1")))

    assert answer.url == at("activity", enrolment, quiz_of(enrolment))


def test_finishing_the_last_lesson_leads_to_the_course_which_says_so(client):
    enrolment = an_enrolment(edition=an_edition(quiz=False))
    page = signed_in(client, enrolment).post(
        at("finish", enrolment, lesson_of(enrolment, "Lesson 1")), follow=True
    )

    assert page.status_code == 200
    assert "You completed this course on" in page.text
    assert Completion.objects.filter(enrolment=enrolment).exists()


def test_a_lesson_of_another_edition_is_not_there(client):
    enrolment = an_enrolment()
    other = lesson_of(an_enrolment(), "Lesson 1")

    assert signed_in(client, enrolment).get(at("activity", enrolment, other)).status_code == 404


def test_a_page_that_was_open_during_a_release_goes_on_working(client):
    enrolment = an_enrolment()
    lesson = lesson_of(enrolment, "Lesson 1")
    an_edition(course=enrolment.course, number=2, lessons=3)

    assert signed_in(client, enrolment).get(at("activity", enrolment, lesson)).status_code == 200
    assert client.post(at("finish", enrolment, lesson)).status_code == 302
    assert "This course has changed" in client.get(reverse("courses:outline", args=[enrolment.pk])).text


def test_a_lesson_is_opened_where_it_was_left(client):
    enrolment = an_enrolment()
    lesson = lesson_of(enrolment, "Lesson 1")
    signed_in(client, enrolment)

    for heading in ("one", "two"):
        kept = client.post(
            at("reading_position", enrolment, lesson), {"heading": heading}, content_type="application/json"
        )
    page = client.get(at("activity", enrolment, lesson))

    assert kept.status_code == 204
    assert ReadingPosition.objects.get().heading == "two"
    assert 'data-heading="two"' in page.text


NEST = "[" * 100_000


@pytest.mark.parametrize(
    "sent",
    ["", "[]", '{"heading": 3}', "{", '{"heading": ""}', r'{"heading": "\u0000"}', NEST],
    ids=["none", "list", "number", "half", "empty", "no letter", "nest"],
)
def test_a_place_that_makes_no_sense_is_not_kept(client, sent):
    enrolment = an_enrolment()
    address = at("reading_position", enrolment, lesson_of(enrolment, "Lesson 1"))

    answer = signed_in(client, enrolment).post(address, sent, content_type="application/json")

    assert answer.status_code == 204
    assert not ReadingPosition.objects.exists()


def test_a_quiz_says_what_it_asks_before_it_begins(client):
    enrolment = an_enrolment()
    page = signed_in(client, enrolment).get(at("activity", enrolment, quiz_of(enrolment)))

    for words in ("3\u00a0questions, about 10\u00a0minutes", "3 of 3 needed", "You have 3\u00a0attempts"):
        assert words in page.text
    assert "Your manager sees that you passed, never your answers" in page.text
    assert not Attempt.objects.exists()


def test_nothing_of_what_is_right_reaches_the_browser_before_sending_in(client):
    secret = an_item()
    secret["explanation"] = "<p>SECRET explanation</p>"
    for option in secret["options"]:
        option["why"] = "<p>SECRET why</p>"
    attempt = an_open_attempt(edition=an_edition(quiz=a_quiz_body([secret, an_item()])))
    signed_in(client, attempt.enrolment)
    pages = [
        client.get(at("activity", attempt.enrolment, attempt.activity)),
        client.get(of("attempt", attempt)),
        send(client, attempt, an_answer(secret)),
        client.post(of("submit", attempt), {"then": "finish"}),
    ]

    for page in pages:
        assert page.status_code == 200
        assert "SECRET" not in page.text
        assert not re.search(r'"?(data-)?(is_)?(right|correct)"?\s*[=:]', page.text.lower())


def test_a_saved_answer_is_acknowledged_and_there_again(client):
    attempt = an_open_attempt()
    item = items_of(attempt)[0]
    answer = send(signed_in(client, attempt.enrolment), attempt, an_answer(item))

    assert answer.json() == {"saved": True, "sequence": 1, "changed_elsewhere": False}
    checked = re.findall(r'value="([^"]+)" checked', client.get(of("attempt", attempt)).text)
    assert checked == chosen(item)["chosen"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda sent: "not json",
        lambda sent: NEST,
        lambda sent: [],
        lambda sent: sent | {"item": "nobody"},
        lambda sent: sent | {"item": str(uuid.uuid4())},
        lambda sent: sent | {"client_id": "x"},
        lambda sent: sent | {"answer": {"chosen": [str(uuid.uuid4())]}},
        lambda sent: sent | {"answer": None},
        lambda sent: {name: value for name, value in sent.items() if name != "answer"},
    ],
    ids=[
        "text",
        "a nest",
        "a list",
        "no item",
        "another item",
        "no id",
        "another option",
        "nothing",
        "no answer",
    ],
)
def test_what_cannot_be_an_answer_is_refused_in_words(client, spoil):
    attempt = an_open_attempt()
    answer = send(signed_in(client, attempt.enrolment), attempt, spoil(an_answer(items_of(attempt)[0])))

    assert answer.status_code == 400
    assert answer.json()["title"].endswith(".")
    assert not ResponseEvent.objects.exists()


def test_a_form_sent_where_json_belongs_is_refused_in_words():
    attempt = an_open_attempt()
    token = "t" * 32
    client = signed_in(Client(enforce_csrf_checks=True), attempt.enrolment)  # the check reads a form first
    client.cookies["csrftoken"] = token
    headers = {"accept": "application/json", "x-csrftoken": token}
    lesson = lesson_of(attempt.enrolment, "Lesson 1")

    answer = client.post(of("save_answer", attempt), {"item": "x"}, headers=headers)
    position = client.post(at("reading_position", attempt.enrolment, lesson), {"a": "b"}, headers=headers)

    assert answer.status_code == 400
    assert answer.json()["title"] == "That answer could not be read. Open the page again."
    assert position.status_code == 204
    assert not ResponseEvent.objects.exists()
    assert not ReadingPosition.objects.exists()


def test_an_answer_to_somebody_elses_attempt_is_not_there(client):
    attempt = an_open_attempt()
    answer = send(signed_in(client, an_enrolment()), attempt, an_answer(items_of(attempt)[0]))

    assert answer.status_code == 404
    assert not ResponseEvent.objects.exists()


def test_extra_values_change_nothing(client):
    attempt = an_open_attempt()
    sent = an_answer(items_of(attempt)[0], score=1, passed=True, attempt=999, learner=1, sequence=50)

    assert send(signed_in(client, attempt.enrolment), attempt, sent).json()["sequence"] == 1
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (None, None)


def test_a_submitted_attempt_answered_again_says_where_the_result_is(client):
    attempt = submit(an_open_attempt())
    answer = send(signed_in(client, attempt.enrolment), attempt, an_answer(items_of(attempt)[0]))

    assert answer.status_code == 409
    assert answer.json()["see"] == of("attempt", attempt)
    page = client.post(of("submit", attempt), a_form(attempt), follow=True)
    assert "These answers were already sent in. Here is the result." in page.text


def test_an_empty_question_is_pointed_out_and_nothing_chosen_is_lost(client):
    attempt = an_open_attempt()
    left_out = items_of(attempt)[1]
    page = signed_in(client, attempt.enrolment).post(
        of("submit", attempt), a_form(attempt, but_for=[left_out]) | {"then": "finish"}
    )

    assert "Question 2 is empty" in page.text
    assert 'href="#question-2-1"' in page.text
    assert page.text.count(" checked") == 2
    attempt.refresh_from_db()
    assert attempt.is_open
    assert attempt.responses.count() == 2


def test_an_attempt_can_be_finished_with_a_question_empty(client):
    attempt = an_open_attempt()
    form = a_form(attempt, but_for=[items_of(attempt)[1]]) | {"then": "finish-anyway"}
    page = signed_in(client, attempt.enrolment).post(of("submit", attempt), form, follow=True)

    assert "Not passed yet: 2 of 3 (3 of 3 needed)" in page.text
    assert "You left this one empty" in page.text


def test_saving_and_stopping_keeps_what_was_chosen(client):
    attempt = an_open_attempt()
    page = signed_in(client, attempt.enrolment).post(
        of("submit", attempt), a_form(attempt) | {"then": "stop"}, follow=True
    )

    assert "Your answers are saved" in page.text
    attempt.refresh_from_db()
    assert (attempt.is_open, attempt.responses.count()) == (True, 3)


def test_a_result_explains_only_what_was_chosen_until_it_is_passed(client):
    item = an_item()
    item["explanation"] = "<p>The whole story.</p>"
    attempt = an_open_attempt(edition=an_edition(quiz=a_quiz_body([item])))
    answer_all(attempt, right=False)
    not_yet = signed_in(client, submit(attempt).enrolment).get(of("attempt", attempt)).text

    assert "Why wrong 0." in not_yet
    assert "Why right 0." not in not_yet
    assert "Right answer" not in not_yet
    assert "The whole story" not in not_yet

    second = start(attempt.enrolment)
    answer_all(second)
    passed = client.get(of("attempt", submit(second))).text

    assert "Passed: 1 of 1" in passed
    assert "Why wrong 0." in passed
    assert "Why right 0." in passed
    assert "The whole story" in passed


def test_a_result_names_the_next_step_and_the_attempts_left(client):
    attempt = submit(an_open_attempt())
    page = signed_in(client, attempt.enrolment).get(of("attempt", attempt)).text

    assert "Look again at:" in page
    assert "Lesson 1, 10\u00a0minutes" in page
    assert "You have 2\u00a0attempts left." in page
    assert at("start_attempt", attempt.enrolment, attempt.activity) in page


def test_used_up_attempts_are_no_dead_end(client):
    enrolment = an_enrolment(at=LAST_MONTH)
    attempts = [submit(start(enrolment, at=LAST_MONTH), at=LAST_MONTH) for _ in range(3)]
    signed_in(client, enrolment)
    page = client.get(of("attempt", attempts[-1])).text
    assert "Finish these lessons once more, and you can try again." in page
    assert page.count("Lesson 1, 10\u00a0minutes") == 1

    refused = client.post(at("start_attempt", enrolment, attempts[0].activity))
    assert refused.status_code == 409
    assert "Finish “Lesson 1” once more" in refused.text

    asked = client.post(at("ask_for_attempt", enrolment, attempts[0].activity), follow=True)
    assert "You have asked a trainer" in asked.text

    client.post(at("finish", enrolment, lesson_of(enrolment, "Lesson 1")))
    client.post(at("finish", enrolment, lesson_of(enrolment, "Lesson 1")))
    assert Revisit.objects.count() == 1
    assert client.post(at("start_attempt", enrolment, attempts[0].activity)).status_code == 302


def test_the_result_is_there_after_the_course_is_completed(client):
    attempt = an_open_attempt(edition=an_edition(lessons=0))
    page = signed_in(client, attempt.enrolment).post(of("submit", attempt), a_form(attempt), follow=True)

    assert page.status_code == 200
    assert "Passed: 3 of 3" in page.text
    assert f"You have completed <em>{attempt.enrolment.course.title}</em>" in page.text


def test_questions_and_answers_are_shuffled_the_same_way_each_time(client):
    body = a_quiz_body([an_item(f"Question {n}") for n in range(9)], shuffle=True)
    attempt = an_open_attempt(edition=an_edition(quiz=body))
    signed_in(client, attempt.enrolment)
    orders = [re.findall(r'data-item="([^"]+)"', client.get(of("attempt", attempt)).text) for _ in range(2)]

    assert orders[0] == orders[1]
    assert set(orders[0]) == {item["key"] for item in body["items"]}


def test_a_lessons_words_are_rendered_once_for_everybody(client):
    caches["rendered"].clear()
    enrolment = an_enrolment(edition=an_edition(lessons=1))
    lesson = lesson_of(enrolment, "Lesson 1")
    signed_in(client, enrolment).get(at("activity", enrolment, lesson))
    name = enrolment.learner.name
    other = an_enrolment(edition=enrolment.edition())
    page = signed_in(client, other).get(at("activity", other, lesson)).text

    assert a_lesson_body()["blocks"][0]["html"][-30:-8] in page
    assert name not in page


def test_a_name_of_three_hundred_characters_is_no_trouble(client):
    enrolment = an_enrolment()
    enrolment.learner.name = "Æ" * 300
    enrolment.learner.save()
    actions.finish_activity(
        enrolment=enrolment, activity=lesson_of(enrolment, "Lesson 1"), by=enrolment.learner, at=NOON
    )

    assert signed_in(client, enrolment).get(reverse("courses:my_learning")).status_code == 200
