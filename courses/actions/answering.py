"""Keeping answers: once, in the order they arrived, acknowledged after commit."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from courses.actions.answer_log import append, keep_one
from courses.models import Attempt, ResponseEvent
from courses.queries import edition_cache
from courses.queries.marks import responses_of, words_of
from courses.rules.items import Answer, NotAnAnswer, read_answer
from courses.rules.merging import Field, Merged, Standing, merge, older_answers
from lms.core.refusals import Refusal
from lms.people.models import User

SENT_IN = "These answers were already sent in. Here is the result."


class AlreadySubmitted(Refusal):
    pass


class NotInThisQuiz(Refusal):
    status = 400


class NotAnswerable(Refusal):
    status = 400


@dataclass(frozen=True)
class Acknowledgement:
    """The answer is kept. ``changed_elsewhere``: another tab or device had answered since ``after``."""

    sequence: int
    changed_elsewhere: bool = False


@dataclass(frozen=True)
class AttemptForm:
    """A whole form: per item what was sent, and the number of the answer that its page was rendered with.

    An item that ``known`` does not name comes from a page that says nothing about it.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    known: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class FormOutcome:
    """What became of a form.

    ``is_kept``: false when the attempt had been submitted before, and when the form ``is_behind``.
    ``overtaken``: items that were answered elsewhere since their page was rendered, and on this page too.
    ``empty``: items without an answer now.
    """

    attempt: Attempt
    is_kept: bool = True
    is_behind: bool = False
    overtaken: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()


def record_answer(
    *,
    attempt: Attempt,
    item: str,
    answer: Any,
    client_id: uuid.UUID,
    by: User,
    at: datetime,
    after: int | None = None,
) -> Acknowledgement:
    """Keep one answer. The same ``client_id`` again gets the same acknowledgement and keeps nothing twice.

    ``after`` is the number of the last answer to this item that the sender knows of. Raises
    AlreadySubmitted, NotInThisQuiz, NotAnswerable.
    """
    read = _read(attempt, item, answer)
    is_untouched = after == 0 and read.is_empty
    try:
        kept = None if is_untouched else keep_one(attempt, item, read, client_id, at, after)
    except IntegrityError:  # sent twice at the same moment
        kept = None
    if kept is None:
        return _acknowledge_again(attempt, item, read, client_id, after)
    return Acknowledgement(kept.sequence, changed_elsewhere=after is not None and kept.replaced > after)


@transaction.atomic
def record_answers(
    *,
    attempt: Attempt,
    answers: Mapping[str, Any],
    by: User,
    at: datetime,
    known: Mapping[str, int] | None = None,
) -> FormOutcome:
    """Keep what was touched in a whole form, unless the attempt has been submitted.

    ``known``: see AttemptForm. What has not changed adds nothing, so neither does a form sent twice. Raises
    NotInThisQuiz, NotAnswerable.
    """
    locked = Attempt.objects.locked().with_digest().get(pk=attempt.pk)
    if not locked.is_open:
        return FormOutcome(locked, is_kept=False)
    locked.answers = responses_of(locked)
    merged = merge_form(locked, AttemptForm(answers, known or {}))
    empty = left_empty(locked, merged)
    keep_merged(locked, merged, at=at)
    return FormOutcome(locked, overtaken=merged.overtaken, empty=empty)


def merge_form(attempt: Attempt, form: AttemptForm) -> Merged:
    """What a form changes of an attempt that is locked. Reads the log only when its page is behind."""
    fields = {
        item: Field(_read(attempt, item, sent), form.known.get(item)) for item, sent in form.answers.items()
    }
    standing = _standing(attempt)
    numbers = older_answers(fields, standing)
    return merge(fields, standing, _answers_numbered(attempt, numbers) if numbers else {})


def _answers_numbered(attempt: Attempt, numbers: Mapping[str, int]) -> dict[str, Answer]:
    named = [Q(item_key=item, sequence=number) for item, number in numbers.items()]
    events = attempt.events.filter(Q(*named, _connector=Q.OR))
    quiz = edition_cache.quiz(attempt.activity_id, attempt.digest)
    return quiz.thaw_answers(events.values_list("item_key", "answer", "typed__words"))


def keep_merged(attempt: Attempt, merged: Merged, *, at: datetime) -> None:
    """Log what a form changes, and let it stand. The attempt is locked."""
    replaced = {str(each.item_key): each.sequence for each in attempt.answers}
    append(attempt, merged.changes, replaced, at=at)


def left_empty(attempt: Attempt, merged: Merged) -> frozenset[str]:
    """The items that have no answer once that is kept."""
    quiz = edition_cache.quiz(attempt.activity_id, attempt.digest)
    answers = {item: each.answer for item, each in _standing(attempt).items()} | dict(merged.changes)
    return frozenset(item.key for item in quiz.items if (answers.get(item.key) or item.empty()).is_empty)


def _standing(attempt: Attempt) -> dict[str, Standing]:
    """Of an attempt that has its ``answers``."""
    quiz = edition_cache.quiz(attempt.activity_id, attempt.digest)
    rows = {str(each.item_key): each for each in attempt.answers}
    answers = quiz.thaw_answers((item, each.answer, words_of(each)) for item, each in rows.items())
    return {item: Standing(rows[item].sequence, answer) for item, answer in answers.items()}


def _read(attempt: Attempt, item: str, sent: Any) -> Answer:
    quiz = edition_cache.quiz(attempt.activity_id, attempt.digest)
    found = quiz.item(item)
    if found is None:
        raise NotInThisQuiz("That question is not part of this quiz. Open the quiz again.", see=attempt)
    try:
        return read_answer(found, sent)
    except NotAnAnswer as problem:
        raise NotAnswerable(str(problem), see=attempt) from problem


def _acknowledge_again(
    attempt: Attempt, item: str, answer: Answer, client_id: uuid.UUID, after: int | None
) -> Acknowledgement:
    """Nothing was kept just now: it was kept before, or nothing was touched, or it came too late."""
    event = ResponseEvent.objects.select_related("typed").filter(client_id=client_id).first()
    if event is None:
        if Attempt.objects.open().filter(pk=attempt.pk).exists():
            return Acknowledgement(after or 0)
        raise AlreadySubmitted(SENT_IN, see=attempt)
    is_the_same = event.attempt_id == attempt.pk and str(event.item_key) == item
    if not is_the_same or not event.holds(answer.stored(), answer.words()):
        words = "That answer was not saved, because its number belongs to another answer. Choose it again."
        raise NotAnswerable(words, see=attempt)
    return Acknowledgement(event.sequence)
