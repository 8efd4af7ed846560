"""How far somebody is, and how many goes at a quiz they have left."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import Q

from courses.models import ActivityCompletion, Attempt, AttemptRequest, Enrolment, Response, Revisit
from courses.queries import frozen
from courses.rules.allowance import Allowance, Granted, LookedAgain, Submitted, allowance
from courses.rules.outline import Sheet
from courses.rules.quiz import Quiz


def finished_keys(enrolment_id: int) -> set[str]:
    return finished_keys_of([enrolment_id])[enrolment_id]


def finished_keys_of(enrolment_ids: Iterable[int]) -> Mapping[int, set[str]]:
    """By enrolment, the keys of activities finished in it. One statement."""
    finished: dict[int, set[str]] = defaultdict(set)
    rows = ActivityCompletion.objects.filter(enrolment__in=list(enrolment_ids))
    for enrolment_id, key in rows.values_list("enrolment_id", "activity_key"):
        finished[enrolment_id].add(str(key))
    return finished


def attempts_at(enrolment: Enrolment, key: str | uuid.UUID, digest: str) -> list[Attempt]:
    """Every go at this quiz in this run of the course, oldest first: leaving or moving opens no fresh ones,
    unless the quiz has changed. One statement.
    """
    run = Enrolment.objects.of_one_run(learner_id=enrolment.learner_id, course_id=enrolment.course_id)
    same_quiz = Q(activity__digest=digest) | Q(activity__edition__number=enrolment.edition_number)
    return list(
        Attempt.objects.filter(Q(enrolment__in=run.values("pk")) | Q(enrolment=enrolment.pk))
        .filter(same_quiz, activity_key=key)
        .order_by("started_at", "pk")
    )


def allowance_of(enrolment: Enrolment, sheet: Sheet, key: str, quiz: Quiz, goes: list[Attempt]) -> Allowance:
    """``goes`` as from ``attempts_at``. No statement until attempts are used up, then three."""
    sent_in = [go for go in goes if go.submitted_at]
    if not quiz.attempts or len(sent_in) < quiz.attempts:
        return allowance(quiz.attempts, [Submitted(go.submitted_at, frozenset()) for go in sent_in])
    scores = _scores(sent_in)
    happened: list[Submitted | LookedAgain | Granted] = [
        Submitted(go.submitted_at, lessons_to_look_at(sheet, key, quiz, scores[go.pk])) for go in sent_in
    ]
    runs = {go.enrolment_id for go in goes} | {enrolment.pk}
    again = Revisit.objects.filter(enrolment__in=runs).values_list("at", "activity_key")
    happened += [LookedAgain(at, str(lesson)) for at, lesson in again]
    grants = AttemptRequest.objects.filter(enrolment__in=runs, activity_key=key, granted_at__isnull=False)
    happened += [Granted(at) for at in grants.values_list("granted_at", flat=True)]
    return allowance(quiz.attempts, happened)


def lessons_waited_for(enrolment: Enrolment, sheet: Sheet) -> set[str]:
    """Lessons that, finished once more, open fresh attempts at a quiz. One statement while none was tried."""
    tried = (
        Attempt.objects.submitted()
        .filter(enrolment__learner=enrolment.learner_id, enrolment__course=enrolment.course_id)
        .filter(passed=False)
        .values_list("activity_key", flat=True)
        .distinct()
    )
    keys = {str(key) for key in tried}
    quizzes = [part for part in sheet.parts if part.is_quiz and part.key in keys]
    waited: set[str] = set()
    for part in quizzes:
        goes = attempts_at(enrolment, part.key, part.digest)
        if goes and not any(go.passed for go in goes):
            quiz = frozen.quiz(goes[-1].activity_id, part.digest)
            waited |= allowance_of(enrolment, sheet, part.key, quiz, goes).look_again
    return waited


def lessons_to_look_at(
    sheet: Sheet, key: str, quiz: Quiz, scores: Mapping[str, Decimal | None]
) -> frozenset[str]:
    """Lessons on what was not fully right."""
    missed = {
        item.objective for item in quiz.items if item.objective and (scores.get(item.key) or 0) < Decimal("1")
    }
    return sheet.lessons_for(key, missed)


def _scores(attempts: Iterable[Attempt]) -> Mapping[int, dict[str, Decimal | None]]:
    scores: dict[int, dict[str, Decimal | None]] = defaultdict(dict)
    rows = Response.objects.filter(attempt__in=[attempt.pk for attempt in attempts])
    for attempt_id, item, score in rows.values_list("attempt_id", "item_key", "score"):
        scores[attempt_id][str(item)] = score
    return scores
