"""Writing down who did and saw what."""

from datetime import date, datetime
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


def looked_at_group(group: Model, *, by: Model, what: str, on: date, at: datetime) -> None:
    """The same for a page or file about several people: one entry, which names the row they belong to.

    ``on`` is the day as at which they were shown. Who they were is worked out when somebody asks.
    """
    record(action=f"looked_at.{what}", by=by, at=at, about=group, detail={"on": on.isoformat()})
