"""Goes at a quiz, and every answer ever given in them."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse

from courses.models.learning.edition import Activity
from courses.models.learning.enrolment import Enrolment
from lms.core.append_only import append_only, write_once


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def of_learner(self, user: Any) -> Self:
        return self.filter(enrolment__learner=user)

    def open(self) -> Self:
        return self.filter(submitted_at=None)

    def submitted(self) -> Self:
        return self.filter(submitted_at__isnull=False)

    def locked(self) -> Self:
        return self.select_for_update(of=("self",), no_key=True)

    def with_digest(self) -> Self:
        """Adds ``digest``: of the quiz exactly as this attempt sees it."""
        return self.annotate(digest=F("activity__digest"))


@write_once("enrolment_id", "activity_id", "activity_key", "number", "started_at", "submitted_at")
class Attempt(models.Model):
    """One go at a quiz. Lives on the server from its first moment."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attempts")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="attempts")  # exactly what was seen
    activity_key = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    seed = models.PositiveIntegerField()  # of the order of items and options
    last_sequence = models.PositiveIntegerField(default=0)  # of its newest event
    answered_at = models.DateTimeField(null=True, blank=True)  # the latest moment any of its events came
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    score = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    out_of = models.PositiveSmallIntegerField(null=True, blank=True)
    passed = models.BooleanField(null=True, blank=True)

    answers: "list[Response]"  # what stands for each of its items, once an action has read it under the lock
    digest: str  # with_digest()
    edition_id: int  # own_attempt()
    edition_digest: str  # own_attempt()

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "activity_key", "number"], name="courses_attempt_one_per_number"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "activity_key"],
                condition=Q(submitted_at=None),
                name="courses_attempt_one_open_per_activity",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, score=None, out_of=None, passed=None)
                | Q(
                    submitted_at__isnull=False,
                    score__isnull=False,
                    out_of__isnull=False,
                    passed__isnull=False,
                ),
                name="courses_attempt_submitted_is_marked",
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0, score__lte=F("out_of")),
                name="courses_attempt_score_in_range",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None) | Q(submitted_at__gte=F("started_at")),
                name="courses_attempt_submitted_after_start",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None) | Q(answered_at=None) | Q(submitted_at__gte=F("answered_at")),
                name="courses_attempt_submitted_after_answers",
            ),
        ]

    def __str__(self) -> str:
        return f"Attempt {self.number} of enrolment {self.enrolment_id} (#{self.pk})"

    def get_absolute_url(self) -> str:
        return reverse("courses:attempt", args=[self.enrolment_id, self.activity_key, self.number])

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None


@append_only
class ResponseEvent(models.Model):
    """One answer as it was sent. Kept for ever; the newest one of an item counts."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="events")
    client_id = models.UUIDField(
        default=uuid.uuid4, unique=True
    )  # made by the browser: sent twice, kept once
    item_key = models.UUIDField()
    sequence = models.PositiveIntegerField()
    answer = models.JSONField()  # keys and numbers only, as the kind of the item stores them
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "sequence"], name="courses_responseevent_one_per_sequence"
            )
        ]

    def __str__(self) -> str:
        return f"Answer {self.sequence} of attempt {self.attempt_id} (#{self.pk})"

    def holds(self, answer: dict[str, Any], words: dict[str, str]) -> bool:
        """Whether it is that answer, as stored. Reads ``typed``."""
        typed = getattr(self, "typed", None)
        return self.answer == answer and (typed.words if typed else {}) == words


class ResponseWords(models.Model):
    """What was typed in an answer, by field. Beside the event, so that erasure can empty it and the fact
    stays.
    """

    event = models.OneToOneField(ResponseEvent, models.PROTECT, primary_key=True, related_name="typed")
    words = models.JSONField()  # {} once emptied

    def __str__(self) -> str:
        return f"Words of answer {self.event_id}"


class ResponseQuerySet(models.QuerySet["Response"]):
    def with_words(self) -> Self:
        """Adds ``words``: what was typed in the answer that stands, or None."""
        typed = ResponseWords.objects.filter(
            event__attempt=OuterRef("attempt"), event__sequence=OuterRef("sequence")
        )
        return self.annotate(words=Subquery(typed.values("words")[:1]))


class Response(models.Model):
    """What stands as the answer to one item: the newest event. Marked when the attempt is submitted."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="responses")
    item_key = models.UUIDField()
    sequence = models.PositiveIntegerField()
    # Of the answer that stood before this one, 0 for none. Known for certain to whoever holds the attempt's
    # lock only, so it is noted where the one replaces the other.
    replaced_sequence = models.PositiveIntegerField(default=0)
    answer = models.JSONField()
    score = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)

    words: dict[str, str] | None  # with_words()

    objects = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "item_key"], name="courses_response_one_per_item"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0), name="courses_response_score_not_below_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"Response to {self.item_key} in attempt {self.attempt_id} (#{self.pk})"


@append_only
class Revisit(models.Model):
    """A lesson finished once more, after the attempts at a quiz were used up: opens fresh ones."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="revisits")
    activity_key = models.UUIDField()  # the lesson
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.activity_key} again in enrolment {self.enrolment_id} (#{self.pk})"


@write_once("enrolment_id", "activity_key", "asked_at", "granted_at", "granted_by_id")
class AttemptRequest(models.Model):
    """A learner whose attempts are used up asks for another; a trainer grants it without seeing a name."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attempt_requests")
    activity_key = models.UUIDField()
    asked_at = models.DateTimeField()
    granted_at = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "activity_key"],
                condition=Q(granted_at=None),
                name="courses_attemptrequest_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(granted_at=None, granted_by=None)
                | Q(granted_at__isnull=False, granted_by__isnull=False),
                name="courses_attemptrequest_granted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Another attempt for enrolment {self.enrolment_id} (#{self.pk})"
