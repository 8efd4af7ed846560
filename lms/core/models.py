"""Rows of no field: what was seen and done, mails on their way, news that has to be told again."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from lms.core.append_only import append_only
from lms.core.work import Work, WorkQuerySet, works


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    def latest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def looks_at(self, person: models.Model) -> Self:
        """Looks at this person's record alone."""
        return self.filter(subject_id=person.pk, action__startswith="looked_at.")

    def looks_at_groups(self, kind: str, groups: Iterable[int]) -> Self:
        """Looks at several people at once: at rows of this model (“people.team”) with these primary keys."""
        return self.filter(
            about_kind=kind,
            about_id__in=[str(group) for group in groups],
            action__startswith="looked_at.",
            subject_id=None,
        )


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
        indexes = [
            models.Index(fields=["subject_id", "at"], name="core_audit_of_a_subject"),
            models.Index(fields=["about_kind", "about_id", "at"], name="core_audit_about_a_row"),
        ]

    def __str__(self) -> str:
        return f"{self.action} by {self.by_id} at {self.at:%Y-%m-%d %H:%M} (#{self.pk})"


class MailQuerySet(WorkQuerySet):
    def try_again(self, *, at: Any = None) -> int:
        """Also those that are uncertain: whoever asks for it has decided that twice is better than never."""
        self.stopped().update(handed_over_at=None)
        return super().try_again(at=at)

    def repeatable(self) -> Self:
        return self.filter(handed_over_at=None)


@works("core.send_mail")
class OutgoingMail(Work):
    """A mail that was, or will be, sent once."""

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    is_secret = models.BooleanField(default=False)
    posted_at = models.DateTimeField()
    # Its text went out to the mail server; not done as well: nobody knows whether it arrived.
    handed_over_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = MailQuerySet.as_manager()
    lease = timedelta(seconds=settings.MAIL_LEASE_SECONDS)

    def __str__(self) -> str:
        return f"{self.key} (#{self.pk})"

    @property
    def about(self) -> str:
        return f"“{self.subject}” to {self.to}"

    @property
    def message_id(self) -> str:
        """The same however often it is sent, so that a doubled mail is known as one.

        Another for every other mail, also one that gets the same number after a restored backup.
        """
        host = settings.SITE_URL.split("://")[-1].split("/")[0].split(":")[0]
        what = f"{self.pk} {self.key} {self.to} {self.posted_at.timestamp()}"
        return f"<{hashlib.sha256(what.encode()).hexdigest()[:32]}@{host}>"


@works("core.tell_again")
class MissedEvent(Work):
    """News a listener failed to take in, to be told again."""

    listener = models.CharField(max_length=200)
    event = models.CharField(max_length=200)
    values: Any = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.event} for {self.listener} (#{self.pk})"


class OpenDoor(models.Model):
    """SQLite's door for rows of append-only tables: there only while a transaction lets some of them leave.

    One at most, and only in ``append_only.door``. PostgreSQL has a setting instead and leaves this empty.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    of_table = models.CharField(max_length=63)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="core_opendoor_one_at_most")]

    def __str__(self) -> str:
        return self.of_table


class TryCount(models.Model):
    """How often something was tried, until when it is held back, and when the count begins anew."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    held_until = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at:%Y-%m-%d %H:%M:%S}"


class CachedValue(models.Model):
    """A row of Django's cache table, if there is no other cache.

    Made by ``createcachetable``; known here so that what has ended can leave.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        managed = False
        db_table = "core_cache"

    def __str__(self) -> str:
        return self.cache_key


@works("lms.keep_retention")
class RetentionRun(Work):
    """One night's keeping to what ``lms.retention`` says, or one that somebody asked for by hand.

    What left is counted here in the same transaction, and told in the audit when a rule is through.
    """

    key = models.CharField(max_length=40, unique=True)  # the night; so that there is one
    night = models.DateField()  # lengths are counted back from it
    through = models.JSONField(default=list)  # names of rules that are through
    left: Any = models.JSONField(default=dict)  # by the rule at work: {"2020-10": how many}
    troubles: Any = models.JSONField(default=dict)  # {rule: what went wrong}

    class Meta(Work.Meta):
        verbose_name = "keeping to retention"

    def __str__(self) -> str:
        return f"Retention of {self.key} (#{self.pk})"
