"""Remembering where somebody stopped reading."""

from datetime import datetime

from courses.models import Enrolment, ReadingPosition
from lms.people.models import User


def save_position(*, enrolment: Enrolment, activity_key: str, heading: str, by: User, at: datetime) -> None:
    """The last heading seen of a lesson. Overwritten as they read on; nothing hangs on it."""
    ReadingPosition.objects.bulk_create(
        [ReadingPosition(enrolment=enrolment, activity_key=activity_key, heading=heading[:80], at=at)],
        update_conflicts=True,
        unique_fields=["enrolment", "activity_key"],
        update_fields=["heading", "at"],
    )
