"""Marks, worked out and stored: as an attempt is sent in, and again after somebody ruled on its items."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from courses.actions.answer_log import log, stand
from courses.actions.passing import finish_by_ruling
from courses.models import Attempt, Remarking, Response
from courses.queries.marks import score_of, stored, work_out
from courses.queries.rulings import rulings_of, rulings_on
from courses.rules.items import Answer
from courses.rules.marking import Result
from lms.core import work
from lms.core.fault_points import reached
from lms.core.work import Claim

BATCH = 50  # attempts that are locked at once, for as long as it takes to mark them


def mark(attempt: Attempt, new: Mapping[str, Answer], *, at: datetime) -> Result:
    """Work out the marks of a locked attempt and save its responses; the caller saves the attempt.

    Its ``answers`` were read after the lock was had. ``new``: answers that differ from those, and are
    logged first. The rulings are read after the lock was had: one that is made later waits for the lock to
    mark it again.
    """
    kept = {str(each.item_key): each for each in attempt.answers}
    for item, number in (log(attempt, new, at=at) if new else {}).items():
        kept[item] = Response(
            attempt=attempt,
            item_key=item,
            sequence=number,
            replaced_sequence=kept[item].sequence if item in kept else 0,
            answer=new[item].stored(),
        )
    result = work_out(
        attempt,
        kept.values(),
        rulings_of(attempt.activity_id, course_id=attempt.enrolment.course_id),
        new=new,
    )
    for response in kept.values():
        response.pk, response.score = None, score_of(response, result)
    stand(kept.values())
    _take(attempt, result)
    return result


def _take(attempt: Attempt, result: Result) -> bool:
    """Whether that changes anything. A pass is never taken away."""
    before = attempt.score, attempt.out_of, attempt.passed
    attempt.score, attempt.out_of = stored(result.score), result.out_of
    attempt.passed = attempt.passed or result.passed
    return before != (attempt.score, attempt.out_of, attempt.passed)


@transaction.atomic
def mark_batch_again(*, claim: Claim, at: datetime) -> bool:
    """Mark the next attempts of a begun remarking again. False once it is done, or was lost to somebody else.

    Open attempts are locked as well: one that is being sent in at this moment is waited for and then found
    sent in; one that is sent in later reads the rulings itself.
    """
    remarking = (
        Remarking.objects.claimed(claim).select_related("asked_by").select_for_update(of=("self",)).first()
    )
    if remarking is None:
        return False
    concerned = Attempt.objects.filter(activity__in=remarking.activities)
    total = concerned.count() if remarking.total is None else remarking.total
    batch = list(
        concerned.filter(pk__gt=remarking.last_attempt)
        .order_by("pk")
        .locked()
        .with_digest()
        .select_related("activity", "enrolment")
        .defer("activity__body")[:BATCH]
    )
    passing = _mark_all([attempt for attempt in batch if not attempt.is_open])
    finish_by_ruling(passing, by=remarking.asked_by, at=at)
    reached("marked again")
    Remarking.objects.filter(pk=remarking.pk).update(
        total=total,
        looked_at=remarking.looked_at + len(batch),
        last_attempt=batch[-1].pk if batch else remarking.last_attempt,
        leased_until=work.clock() + Remarking.lease,
    )
    if len(batch) < BATCH:
        Remarking.objects.finish(claim, at=at)
    return len(batch) == BATCH


def _mark_all(attempts: Sequence[Attempt]) -> list[Attempt]:
    """Those that pass now and did not before. Four statements, however many there are."""
    responses: dict[int, list[Response]] = defaultdict(list)
    for response in Response.objects.with_words().filter(attempt__in=attempts).order_by("pk"):
        responses[response.attempt_id].append(response)
    ruled = rulings_on({attempt.activity_id for attempt in attempts})
    rescored, remarked, passing = [], [], []
    for attempt in attempts:
        result = work_out(attempt, responses[attempt.pk], ruled[attempt.activity_id])
        for response in responses[attempt.pk]:
            before, response.score = response.score, score_of(response, result)
            if response.score != before:
                rescored.append(response)
        if result.passed and not attempt.passed:
            passing.append(attempt)
        if _take(attempt, result):
            remarked.append(attempt)
    Response.objects.bulk_update(rescored, ["score"])
    Attempt.objects.bulk_update(remarked, ["score", "out_of", "passed"])
    return passing
