"""Starting a go at a quiz, sending it in, and asking for another."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from courses.actions.answering import AttemptForm, FormOutcome, keep_merged, left_empty, merge_form
from courses.actions.finishing import NoLongerOnThisCourse, finish_activity
from courses.actions.marking import mark
from courses.models import Activity, ActivityCompletion, Attempt, AttemptRequest, Enrolment
from courses.queries import edition_cache
from courses.queries.marks import responses_of
from courses.queries.progress import allowance_of, attempts_at
from courses.rules.allowance import Allowance
from courses.rules.items import Answer
from courses.rules.outline import Outline
from courses.rules.quiz import Quiz
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
    done = ActivityCompletion.objects.filter(enrolment=OuterRef("pk"), activity_key=activity.key)
    enrolment = Enrolment.objects.locked().annotate(is_done=Exists(done)).get(pk=enrolment.pk)
    if not enrolment.is_open:
        words = "You are no longer on this course. Join it again to carry on."
        raise NoLongerOnThisCourse(words, see=enrolment.course)
    attempts = attempts_at(enrolment, activity.key, activity.digest)
    for attempt in attempts:
        if attempt.is_open and attempt.enrolment_id == enrolment.pk:
            return attempt
        if attempt.passed:
            raise PassedAlready("You have passed this quiz already. Here is the result.", see=attempt)
    if enrolment.is_done:  # passed as it was worded before, on another edition
        raise PassedAlready("You have passed this quiz already.", see=enrolment)
    if attempts:
        _refuse_when_used_up(enrolment, activity, attempts)
    own = [attempt.number for attempt in attempts if attempt.enrolment_id == enrolment.pk]
    return Attempt.objects.create(
        enrolment=enrolment,
        activity=activity,
        activity_key=activity.key,
        number=max(own, default=0) + 1,
        seed=secrets.randbelow(SEEDS),
        started_at=at,
    )


def submit_attempt(*, attempt: Attempt, by: User, at: datetime) -> Attempt:
    """Mark the attempt from its stored responses, empty ones too, and finish what it finishes.

    However many tabs and devices send it in, it is marked once and all get the same attempt back.
    """
    return submit_form(attempt=attempt, form=AttemptForm(), even_if_empty=True, by=by, at=at).attempt


@transaction.atomic
def submit_form(
    *,
    attempt: Attempt,
    form: AttemptForm,
    by: User,
    at: datetime,
    even_if_empty: bool = False,
    as_of: int | None = None,
) -> FormOutcome:
    """Keep what was touched in a form, then mark the attempt, unless questions are left empty.

    ``even_if_empty``: the person knows that they are. ``as_of``: the number of the newest answer that was
    known when this was asked for, where that was some time ago; nothing is done if there is a newer one. A
    pass finishes the quiz; the last part that is needed completes the course, which is announced. Raises
    NoLongerOnThisCourse, NotInThisQuiz, NotAnswerable.
    """
    attempt = (
        Attempt.objects.locked()
        .with_digest()
        .select_related("activity", "enrolment")
        .defer("activity__body")
        .get(pk=attempt.pk)
    )
    if not attempt.is_open:
        return FormOutcome(attempt, is_kept=False)
    if not attempt.enrolment.is_open:
        words = "You left this course, so this quiz no longer counts. Join it again to carry on."
        raise NoLongerOnThisCourse(words, see=attempt.enrolment.course)
    if as_of is not None and as_of != attempt.last_sequence:
        return FormOutcome(attempt, is_kept=False, is_behind=True)
    attempt.answers = responses_of(attempt)
    merged = merge_form(attempt, form)
    empty = left_empty(attempt, merged)
    if empty and not even_if_empty:
        keep_merged(attempt, merged, at=at)
    else:
        _submit(attempt, merged.changes, by=by, at=at)
    return FormOutcome(attempt, overtaken=merged.overtaken, empty=empty)


def _submit(attempt: Attempt, answers: Mapping[str, Answer], *, by: User, at: datetime) -> None:
    # Decided under the lock: an answer may have come while this waited for it. And a clock that was set back
    # ends nothing before its start.
    attempt.submitted_at = max(at, attempt.started_at, attempt.answered_at or at)
    result = mark(attempt, answers, at=at)
    attempt.save(update_fields=["last_sequence", "answered_at", "submitted_at", "score", "out_of", "passed"])
    if result.passed:
        finish_activity(
            enrolment=attempt.enrolment,
            activity=attempt.activity,
            by=by,
            at=attempt.submitted_at,
            attempt=attempt,
        )


@transaction.atomic
def ask_for_attempt(*, enrolment: Enrolment, activity: Activity, by: User, at: datetime) -> AttemptRequest:
    """Ask a trainer for one more attempt, once; asking again while it waits changes nothing."""
    enrolment = Enrolment.objects.locked().get(pk=enrolment.pk)
    waiting = AttemptRequest.objects.filter(
        enrolment=enrolment, activity_key=activity.key, granted_at=None
    ).first()
    if waiting:
        return waiting
    attempts = attempts_at(enrolment, activity.key, activity.digest)
    if not enrolment.is_open or not _allowance(enrolment, activity, attempts)[0].is_used_up:
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


def _refuse_when_used_up(enrolment: Enrolment, activity: Activity, attempts: list[Attempt]) -> None:
    allowed, outline = _allowance(enrolment, activity, attempts)
    if allowed.is_used_up:
        raise NoAttemptsLeft(outline.what_opens_fresh_attempts(allowed.look_again), see=enrolment)


def _allowance(
    enrolment: Enrolment, activity: Activity, attempts: list[Attempt]
) -> tuple[Allowance, Outline]:
    edition = enrolment.edition()
    outline = edition_cache.outline(edition.pk, edition.digest)
    quiz: Quiz = edition_cache.quiz(activity.pk, activity.digest)
    return allowance_of(enrolment, outline, str(activity.key), quiz, attempts), outline
