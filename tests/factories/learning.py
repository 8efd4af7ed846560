"""What learners did: attempts begun, answered and sent in, by the same actions as the site."""

from datetime import datetime
from typing import Any

from courses import actions
from courses.models import Activity, Attempt, Edition, Enrolment
from tests.factories import NOON
from tests.factories.courses import an_enrolment


def quiz_of(enrolment: Enrolment) -> Activity:
    return enrolment.edition().activities.get(kind="quiz")


def lesson_of(enrolment: Enrolment, title: str) -> Activity:
    return enrolment.edition().activities.get(title=title)


def start(enrolment: Enrolment, *, at: datetime = NOON) -> Attempt:
    """The open attempt at the edition's quiz."""
    begun = actions.start_attempt(
        enrolment=enrolment, activity=quiz_of(enrolment), by=enrolment.learner, at=at
    )
    return Attempt.objects.with_digest().select_related("activity", "enrolment").get(pk=begun.pk)


def an_open_attempt(*, edition: Edition | None = None, at: datetime = NOON) -> Attempt:
    return start(an_enrolment(edition=edition, at=at), at=at)


def answer_all(attempt: Attempt, *, right: bool = True, at: datetime = NOON) -> None:
    """Choose every right option, or every wrong one, of every question."""
    answers = {item["key"]: chosen(item, right=right) for item in attempt.activity.body["items"]}
    actions.record_answers(attempt=attempt, answers=answers, by=attempt.enrolment.learner, at=at)


def chosen(item: dict[str, Any], *, right: bool = True) -> dict[str, Any]:
    keys = [option["key"] for option in item["options"] if option["right"] is right]
    return {"chosen": keys if item["kind"] == "multiple-response" else keys[:1]}


def submit(attempt: Attempt, *, at: datetime = NOON) -> Attempt:
    return actions.submit_attempt(attempt=attempt, by=attempt.enrolment.learner, at=at)
