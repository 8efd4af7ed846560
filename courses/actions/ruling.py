"""Deciding about a question after people have met it, and marking their answers again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from courses.actions.attempting import mark_again
from courses.actions.finishing import finish_activity
from courses.models import Attempt, Course, ItemRuling
from lms.people.models import User


@transaction.atomic
def rule_on_item(
    *,
    course: Course,
    edition_number: int,
    item_key: UUID | str,
    kind: str,
    by: User,
    at: datetime,
    option_key: UUID | str | None = None,
    reason: str = "",
) -> ItemRuling:
    """Keep the decision and mark again every submitted attempt that met the item in that edition.

    Whoever passes by it now has finished the quiz now; nobody's pass is taken away.
    """
    ruling = ItemRuling.objects.create(
        course=course,
        edition_number=edition_number,
        item_key=item_key,
        kind=kind,
        option_key=option_key,
        reason=reason,
        made_at=at,
        made_by=by,
    )
    met_it = Attempt.objects.submitted().filter(
        enrolment__course=course,
        enrolment__edition_number=edition_number,
        activity__edition__number=edition_number,
    )
    for attempt in met_it.locked().with_digest().select_related("enrolment", "activity").order_by("pk"):
        _mark_again(attempt, by=by, at=at)
    return ruling


def _mark_again(attempt: Attempt, *, by: User, at: datetime) -> None:
    passed_before = attempt.passed
    mark_again(attempt, at=at)
    attempt.save(update_fields=["score", "out_of", "passed"])
    if attempt.passed and not passed_before and attempt.enrolment.is_open:
        finish_activity(enrolment=attempt.enrolment, activity=attempt.activity, by=by, at=at, attempt=attempt)
