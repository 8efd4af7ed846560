"""Work that was tried too often: given new attempts by somebody who looked."""

from datetime import datetime

from django.db import transaction

from lms.core import audit
from lms.core.work import Work
from lms.people.models import User


@transaction.atomic
def try_work_again(*, kind: type[Work], pk: int, by: User, at: datetime) -> bool:
    """False if the row is no longer stopped: somebody else was quicker."""
    for row in kind.objects.stopped().filter(pk=pk):
        row.before_again()
    again = bool(kind.objects.filter(pk=pk).try_again())
    if again:
        audit.record(
            action="work.tried_again", by=by, at=at, detail={"kind": kind._meta.label_lower, "pk": pk}
        )
    return again


@transaction.atomic
def try_all_work_again(*, kind: type[Work], by: User, at: datetime) -> int:
    """Everything of a kind that stopped, except what may have been done already. Returns how many."""
    many = kind.objects.repeatable().try_again()
    if many:
        audit.record(
            action="work.all_tried_again", by=by, at=at, detail={"kind": kind._meta.label_lower, "many": many}
        )
    return many
