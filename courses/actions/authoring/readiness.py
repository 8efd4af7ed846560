"""Saying that something is ready. Only a course is released; being ready changes nothing for learners."""

from typing import Any

from django.db import transaction

from courses.models.authoring import Question
from courses.permissions import may_change_question
from lms.core.refusals import NotAllowed
from lms.people.models import User


@transaction.atomic
def mark_ready(*rows: Any, by: User) -> None:
    """Pages and questions, with the changes they have now."""
    for row in rows:
        if not may_mark_ready(row, by=by):
            raise NotAllowed("Only its own authors say that a part of a course or a question is ready.")
        fresh = type(row).objects.get(pk=row.pk)  # its place in the tree may have changed since it was read
        revision = fresh.latest_revision or fresh.save_revision(user=by)
        revision.publish(user=by, skip_permission_checks=True)


def may_mark_ready(row: Any, *, by: User) -> bool:
    """Authors their course and their questions."""
    if isinstance(row, Question):
        return by.has_perm("courses.publish_question") and may_change_question(by, row)
    return bool(row.permissions_for_user(by).can_publish())
