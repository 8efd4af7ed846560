"""Writing down who did and saw what."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from lms.core.models import AuditEntry


def record(
    *,
    action: str,
    by: Model | None,
    at: datetime,
    about: Model | None = None,
    subject: Model | None = None,
    detail: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEntry:
    """Write an entry. ``about`` is the row it concerns, ``subject`` the person it concerns."""
    return AuditEntry.objects.create(
        at=at,
        by_id=by.pk if by else None,
        action=action,
        about_kind=about._meta.label_lower if about else "",
        about_id=str(about.pk) if about else "",
        subject_id=subject.pk if subject else None,
        detail=detail or {},
        reason=reason,
    )


def looked_at(subject: Model, *, by: Model, what: str, at: datetime) -> None:
    """Somebody looked at another person's record. Looking at one's own is nobody's business."""
    if subject.pk != by.pk:
        record(action=f"looked_at.{what}", by=by, at=at, subject=subject)


def looked_at_all(subjects: list[int], *, by: Model, what: str, at: datetime) -> None:
    """The same for a page that shows several people at once, in one statement."""
    AuditEntry.objects.bulk_create(
        AuditEntry(at=at, by_id=by.pk, action=f"looked_at.{what}", subject_id=subject)
        for subject in subjects
        if subject != by.pk
    )
