"""Deciding about a question after people have met it. Their answers are marked again in the background."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from courses.models import Course, Edition, ItemRuling, Remarking
from courses.queries.rulings import met_quizzes
from lms.people.models import User


@transaction.atomic
def rule_on_item(
    *,
    course: Course,
    item_key: UUID | str,
    item_digest: str,
    kind: str,
    by: User,
    at: datetime,
    alternative: Mapping[str, Any] | None = None,
    reason: str = "",
) -> ItemRuling:
    """Keep the decision about one frozen item, for everybody who met it in this course, or will."""
    ruling = ItemRuling(
        item_key=item_key, item_digest=item_digest, kind=kind, alternative=alternative, reason=reason
    )
    judged = [
        met.pk
        for met in met_quizzes(course)
        if (item := met.asked(str(item_key))) and item.digest == item_digest
    ]
    keep_rulings([ruling], course=course, activities=judged, by=by, at=at)
    return ruling


def keep_rulings(
    rulings: Iterable[ItemRuling],
    *,
    course: Course,
    activities: Sequence[int],
    by: User,
    at: datetime,
    before: Edition | None = None,
) -> None:
    """Keep decisions about items met before an edition; the quizzes that asked them are to be marked again.

    Rows only, the same few statements however many people are concerned; ``courses.tasks`` does the work.
    Must be called inside a transaction.
    """
    made = list(rulings)
    for ruling in made:
        ruling.format, ruling.course, ruling.before = ItemRuling.FORMAT, course, before
        ruling.made_at, ruling.made_by = at, by
    ItemRuling.objects.bulk_create(made)
    if activities:
        Remarking.objects.create(course=course, edition=before, activities=list(activities), asked_by=by)
