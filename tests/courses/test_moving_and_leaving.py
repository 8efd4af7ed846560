"""Moving to a newer edition and leaving a course, as a learner meets them."""

import pytest
from django.urls import reverse

from courses import actions
from courses.actions.joining import NotOnThisCourse
from courses.models import ReadingPosition
from tests.factories import NOON
from tests.factories.courses import an_edition, an_enrolment
from tests.factories.learning import an_open_attempt, answer_all, lesson_of

pytestmark = pytest.mark.django_db


def signed_in(client, enrolment):
    client.force_login(enrolment.learner)
    return client


def test_moving_is_asked_for_and_goes_to_what_is_next(client):
    enrolment = an_enrolment()
    newer = an_edition(course=enrolment.course, number=2)
    signed_in(client, enrolment)
    course = client.get(enrolment.course.get_absolute_url()).text
    assert "You keep 0 of 2 parts. New or changed: one lesson and one quiz, 20\u00a0minutes." in course

    moved = client.post(reverse("courses:move", args=[enrolment.pk]), follow=True)

    assert moved.status_code == 200
    assert enrolment.learner.enrolments.open().get().edition() == newer
    assert client.get(reverse("courses:outline", args=[enrolment.pk])).status_code == 200


def test_what_was_left_says_so_and_takes_nothing_more(client):
    enrolment = an_enrolment()
    signed_in(client, enrolment).post(reverse("courses:leave", args=[enrolment.pk]))

    page = client.get(reverse("courses:outline", args=[enrolment.pk]))
    finish = client.post(reverse("courses:finish", args=[enrolment.pk, lesson_of(enrolment, "Lesson 1").key]))

    assert "What you finished is saved." in page.text
    assert finish.status_code == 409
    assert "You are no longer on this course" in finish.text


def test_leaving_in_the_middle_of_a_quiz_says_what_would_not_count(client):
    attempt = an_open_attempt()
    answer_all(attempt)
    page = signed_in(client, attempt.enrolment).get(reverse("courses:leave", args=[attempt.enrolment_id]))

    assert "You are in the middle of a quiz" in page.text
    assert attempt.get_absolute_url() in page.text


def test_whoever_left_is_not_moved_and_is_led_to_the_course():
    enrolment = an_enrolment()
    actions.leave(enrolment=enrolment, by=enrolment.learner, at=NOON)

    with pytest.raises(NotOnThisCourse, match="Join it again to carry on") as refusal:
        actions.move(enrolment=enrolment, by=enrolment.learner, at=NOON)

    assert refusal.value.see == enrolment.course


def test_where_somebody_stopped_reading_is_one_row_that_moves_on():
    enrolment = an_enrolment()
    lesson = lesson_of(enrolment, "Lesson 1")

    for heading in ("one", "two" * 40):
        actions.save_position(
            enrolment=enrolment, activity_key=str(lesson.key), heading=heading, by=enrolment.learner, at=NOON
        )

    assert ReadingPosition.objects.get().heading == ("two" * 40)[:80]
