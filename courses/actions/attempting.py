"""Starting a go at a quiz, sending it in, and asking for another."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction

from courses.actions.answering import changed, log, read_answers, stand
from courses.actions.finishing import NoLongerOnThisCourse, finish_activity
from courses.models import Activity, Attempt, AttemptRequest, Enrolment, ItemRuling, Response
from courses.queries import frozen
from courses.queries.progress import allowance_of, attempts_at
from courses.rules.allowance import Allowance
from courses.rules.items import Answer
from courses.rules.outline import Sheet
from courses.rules.quiz import Quiz, Result, Ruling
from lms.core.refusals import Refusal
from lms.people.models import User

SEEDS = 2**31 - 1


class NoAttemptsLeft(Refusal):
    pass


class PassedAlready(Refusal):
    pass


class AttemptsAreLeft(Refusal):
    pass


@transaction.atomic
def start_attempt(*, enrolment: Enrolment, activity: Activity, by: User, at: datetime) -> Attempt:
    """The open attempt at this quiz: a new one, unless there is one already.

    Raises PassedAlready and NoAttemptsLeft, which says what opens fresh ones.
    """
    enrolment = Enrolment.objects.locked().with_edition().get(pk=enrolment.pk)
    if not enrolment.is_open:
        words = "You are no longer on this course. Join it again to go on."
        raise NoLongerOnThisCourse(words, see=enrolment.course)
    goes = attempts_at(enrolment, activity.key, activity.digest)
    for go in goes:
        if go.is_open and go.enrolment_id == enrolment.pk:
            return go
        if go.passed:
            raise PassedAlready("You have passed this quiz already. Here is the result.", see=go)
    _refuse_when_used_up(enrolment, activity, goes)
    own = [go.number for go in goes if go.enrolment_id == enrolment.pk]
    return Attempt.objects.create(
        enrolment=enrolment,
        activity=activity,
        activity_key=activity.key,
        number=max(own, default=0) + 1,
        seed=secrets.randbelow(SEEDS),
        started_at=at,
    )


@transaction.atomic
def submit_attempt(
    *, attempt: Attempt, by: User, at: datetime, answers: Mapping[str, Any] | None = None
) -> Attempt:
    """Mark the attempt from its stored responses and finish what it finishes.

    ``answers``: of a whole form that comes with it, kept first. A pass finishes the quiz; the last part that
    is needed completes the course, which is announced. However many tabs and devices send it in, it is marked
    once and all get the same attempt back.
    """
    attempt = (
        Attempt.objects.locked()
        .with_digest()
        .select_related("activity", "enrolment")
        .defer("activity__body")
        .get(pk=attempt.pk)
    )
    if not attempt.is_open:
        return attempt
    if not attempt.enrolment.is_open:
        words = "You left this course, so this quiz no longer counts. Join it again to go on."
        raise NoLongerOnThisCourse(words, see=attempt.enrolment.course)
    # A clock that was set back ends nothing before its start.
    attempt.submitted_at = max(at, attempt.started_at)
    result = mark_again(attempt, read_answers(attempt, answers or {}), at=at)
    attempt.save(update_fields=["last_sequence", "submitted_at", "score", "out_of", "passed"])
    if result.passed:
        finish_activity(enrolment=attempt.enrolment, activity=attempt.activity, by=by, at=at, attempt=attempt)
    return attempt


def mark_again(attempt: Attempt, new: Mapping[str, Answer] | None = None, *, at: datetime) -> Result:
    """Work out the marks of a locked attempt and save its responses; the caller saves the attempt."""
    kept = {str(each.item_key): each for each in attempt.responses.all()}
    coming = changed(new or {}, {item: each.answer for item, each in kept.items()})
    for item, number in (log(attempt, coming, at=at) if coming else {}).items():
        kept[item] = Response(attempt=attempt, item_key=item, sequence=number, answer=coming[item])
    answers = {item: Answer(frozenset(each.answer["chosen"])) for item, each in kept.items()}
    quiz = frozen.quiz(attempt.activity_id, attempt.digest)
    result = quiz.mark(answers, rulings_on(attempt.enrolment))
    for item, response in kept.items():
        mark = result.marks.get(item)
        response.pk, response.score = None, stored(mark.score) if mark else None
    stand(kept.values())
    attempt.score, attempt.out_of = stored(result.score), result.out_of
    attempt.passed = attempt.passed or result.passed  # a pass is never taken away
    return result


def rulings_on(enrolment: Enrolment) -> list[Ruling]:
    made = ItemRuling.objects.on(course_id=enrolment.course_id, number=enrolment.edition_number)
    return [
        Ruling(str(item), kind, str(option) if option else None)
        for item, kind, option in made.values_list("item_key", "kind", "option_key")
    ]


def stored(score: Fraction) -> Decimal:
    """Cut to hundredths, never rounded up."""
    return Decimal(int(score * 100)) / 100


@transaction.atomic
def ask_for_attempt(*, enrolment: Enrolment, activity: Activity, by: User, at: datetime) -> AttemptRequest:
    """Ask a trainer for one more attempt, once; asking again while it waits changes nothing."""
    enrolment = Enrolment.objects.locked().with_edition().get(pk=enrolment.pk)
    waiting = AttemptRequest.objects.filter(
        enrolment=enrolment, activity_key=activity.key, granted_at=None
    ).first()
    if waiting:
        return waiting
    goes = attempts_at(enrolment, activity.key, activity.digest)
    if not enrolment.is_open or not _allowance(enrolment, activity, goes)[0].is_used_up:
        raise AttemptsAreLeft("You do not need to ask: you can start the quiz.", see=enrolment)
    return AttemptRequest.objects.create(enrolment=enrolment, activity_key=activity.key, asked_at=at)


@transaction.atomic
def grant_attempt(*, request: AttemptRequest, by: User, at: datetime) -> AttemptRequest:
    """Give one more attempt; granting twice gives one."""
    request = AttemptRequest.objects.select_for_update().get(pk=request.pk)
    if request.granted_at is None:
        request.granted_at, request.granted_by = at, by
        request.save(update_fields=["granted_at", "granted_by"])
    return request


def _refuse_when_used_up(enrolment: Enrolment, activity: Activity, goes: list[Attempt]) -> None:
    allowed, sheet = _allowance(enrolment, activity, goes)
    if allowed.is_used_up:
        raise NoAttemptsLeft(sheet.what_opens_fresh_attempts(allowed.look_again), see=enrolment)


def _allowance(enrolment: Enrolment, activity: Activity, goes: list[Attempt]) -> tuple[Allowance, Sheet]:
    sheet = frozen.sheet(enrolment.edition_id, enrolment.edition_digest)
    quiz: Quiz = frozen.quiz(activity.pk, activity.digest)
    return allowance_of(enrolment, sheet, str(activity.key), quiz, goes), sheet
