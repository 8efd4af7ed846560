"""How rows leave the database: through the one door if their table keeps facts, and counted.

Two may let rows leave: the nightly job of ``lms.retention``, and erasure. Both go by here, so that nothing
leaves without being counted in an audit entry. Children leave before what they point to: foreign keys hold.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from lms.core import append_only, audit

#: As many primary keys as fit into one statement on every database, with room to spare.
AT_ONCE = 1000


@transaction.atomic
def let_leave(
    *,
    rows: QuerySet[Any],
    reason: str,
    by: Model | None,
    at: datetime,
    subject: Model | None = None,
) -> int:
    """Delete these rows, and write down how many of what left, and why. Returns how many.

    ``subject`` is the person whom they were about, if they leave for that person's sake. Where nothing
    leaves, nothing is written down.
    """
    model = rows.model
    pks = list(rows.order_by().values_list("pk", flat=True))
    left = delete(model, pks)
    if left:
        audit.record(
            action="rows.left",
            by=by,
            at=at,
            subject=subject,
            detail={"of": model._meta.label, "rows": left},
            reason=reason,
        )
    return left


def delete(model: type[Model], pks: Sequence[Any]) -> int:
    """Only for those who count what leaves themselves. Returns how many did."""
    if not pks:
        return 0
    if append_only.is_kept(model):
        with append_only.door(model):
            return _delete(model, pks)
    with transaction.atomic():
        return _delete(model, pks)


def _delete(model: type[Model], pks: Sequence[Any]) -> int:
    rows = model._base_manager
    # Without Django's collector: nothing goes along, and the database refuses what is still pointed to.
    return sum(
        rows.filter(pk__in=pks[start : start + AT_ONCE])._raw_delete(rows.db)
        for start in range(0, len(pks), AT_ONCE)
    )
