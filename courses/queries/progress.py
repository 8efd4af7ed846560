"""How far somebody is, and how many attempts at a quiz they have left."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import Q

from courses.models import ActivityCompletion, Attempt, AttemptRequest, Enrolment, Response, Revisit
from courses.queries import edition_cache
from courses.rules.allowance import Allowance, Granted, LookedAgain, Submitted, allowance
from courses.rules.outline import Outline
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


def allowance_of(
    enrolment: Enrolment, outline: Outline, key: str, quiz: Quiz, attempts: list[Attempt]
) -> Allowance:
    """``attempts`` as from ``attempts_at``. No statement until attempts are used up, then three."""
    sent_in = [attempt for attempt in attempts if attempt.submitted_at]
    times = {attempt.pk: attempt.submitted_at for attempt in attempts if attempt.submitted_at}
    if not quiz.attempts or len(sent_in) < quiz.attempts:
        return allowance(quiz.attempts, [Submitted(at, frozenset()) for at in times.values()])
    scores = _scores(sent_in)
    happened: list[Submitted | LookedAgain | Granted] = [
        Submitted(times[attempt.pk], lessons_to_look_at(outline, key, quiz, scores[attempt.pk]))
        for attempt in sent_in
    ]
    runs = {attempt.enrolment_id for attempt in attempts} | {enrolment.pk}
    again = Revisit.objects.filter(enrolment__in=runs).values_list("at", "activity_key")
    happened += [LookedAgain(at, str(lesson)) for at, lesson in again]
    grants = AttemptRequest.objects.filter(enrolment__in=runs, activity_key=key, granted_at__isnull=False)
    happened += [Granted(at) for at in grants.values_list("granted_at", flat=True) if at]
    return allowance(quiz.attempts, happened)


def lessons_waited_for(enrolment: Enrolment, outline: Outline) -> set[str]:
    """Lessons that, finished once more, open fresh attempts at a quiz. One statement while none was tried."""
    tried = (
        Attempt.objects.submitted()
        .filter(enrolment__learner=enrolment.learner_id, enrolment__course=enrolment.course_id)
        .filter(passed=False)
        .values_list("activity_key", flat=True)
        .distinct()
    )
    keys = {str(key) for key in tried}
    quizzes = [part for part in outline.parts if part.rule.is_passed and part.key in keys]
    waited: set[str] = set()
    for part in quizzes:
        attempts = attempts_at(enrolment, part.key, part.digest)
        if attempts and not any(attempt.passed for attempt in attempts):
            quiz = edition_cache.quiz(attempts[-1].activity_id, part.digest)
            waited |= allowance_of(enrolment, outline, part.key, quiz, attempts).look_again
    return waited


def lessons_to_look_at(
    outline: Outline, key: str, quiz: Quiz, scores: Mapping[str, Decimal | None]
) -> frozenset[str]:
    """Lessons on what was not fully right."""
    missed = {
        item.objective for item in quiz.items if item.objective and (scores.get(item.key) or 0) < Decimal("1")
    }
    return outline.lessons_for(key, missed)


def _scores(attempts: Iterable[Attempt]) -> Mapping[int, dict[str, Decimal | None]]:
    scores: dict[int, dict[str, Decimal | None]] = defaultdict(dict)
    rows = Response.objects.filter(attempt__in=[attempt.pk for attempt in attempts])
    for attempt_id, item, score in rows.values_list("attempt_id", "item_key", "score"):
        scores[attempt_id][str(item)] = score
    return scores
