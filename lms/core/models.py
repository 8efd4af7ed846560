"""Rows of no field: what was seen and done, mails on their way, news that has to be told again."""

from typing import Any, Self

from django.conf import settings
from django.db import models

from lms.core.append_only import append_only
from lms.core.work import Work, works


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    def latest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def looks_at(self, person: models.Model) -> Self:
        """Who looked at this person's record."""
        return self.filter(subject_id=person.pk, action__startswith="looked_at.")


@append_only
class AuditEntry(models.Model):
    """Who did or saw what, when. Without foreign keys, so that it outlives what it describes."""

    at = models.DateTimeField(db_index=True)
    by_id = models.BigIntegerField(null=True)  # none: the system itself
    action = models.CharField(max_length=80)
    about_kind = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    subject_id = models.BigIntegerField(null=True)  # the person whose record was seen or changed
    detail = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject_id", "at"], name="core_audit_of_a_subject")]

    def __str__(self) -> str:
        return f"{self.action} by {self.by_id} at {self.at:%Y-%m-%d %H:%M} (#{self.pk})"


@works("core.send_mail")
class OutgoingMail(Work):
    """A mail that was, or will be, sent once."""

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    is_secret = models.BooleanField(default=False)
    posted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key} (#{self.pk})"

    @property
    def message_id(self) -> str:
        """The same however often it is sent, so that a doubled mail is known as one."""
        host = settings.SITE_URL.split("://")[-1].split("/")[0].split(":")[0]
        return f"<mail-{self.pk}@{host}>"


@works("core.tell_again")
class MissedEvent(Work):
    """News a listener failed to take in, to be told again."""

    listener = models.CharField(max_length=200)
    event = models.CharField(max_length=200)
    values: Any = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.event} for {self.listener} (#{self.pk})"
