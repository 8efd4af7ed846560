"""Facts that an activity, or a course, was finished."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from courses.models.learning.attempt import Attempt
from courses.models.learning.edition import Activity, Course, Edition
from courses.models.learning.enrolment import Enrolment
from lms.core.append_only import append_only


@append_only
class ActivityCompletion(models.Model):
    """An activity was finished. Points to exactly what was seen; counted by its key."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="activity_completions")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="completions")
    activity_key = models.UUIDField()
    attempt = models.ForeignKey(Attempt, models.PROTECT, null=True, blank=True, related_name="+")
    completed_at = (
        models.DateTimeField()
    )  # of a quiz: when it was sent in, also where a ruling passed it later
    recorded_at = models.DateTimeField(null=True, blank=True)  # none, in old rows: as it was completed

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "activity_key"], name="courses_activitycompletion_one_per_activity"
            ),
            models.CheckConstraint(
                condition=Q(recorded_at=None) | Q(recorded_at__gte=F("completed_at")),
                name="courses_activitycompletion_recorded_afterwards",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_key} in enrolment {self.enrolment_id} (#{self.pk})"


class CompletionQuerySet(models.QuerySet["Completion"]):
    def of_learner(self, user: Any) -> Self:
        return self.filter(learner=user)

    def latest_first(self) -> Self:
        return self.order_by("-completed_at", "-pk")


@append_only
class Completion(models.Model):
    """A course was completed by a person. Never taken away, whatever rules or editions come later."""

    class Origin(models.TextChoices):
        IN_SYSTEM = "in-system", "Completed here"
        PRIOR_LEARNING = "prior-learning", "Prior learning"
        EVENT = "event", "Event"
        IMPORTED = "imported", "Imported"

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="completions")
    course = models.ForeignKey(Course, models.PROTECT, related_name="completions")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="completions", null=True, blank=True)
    enrolment = models.OneToOneField(
        Enrolment, models.PROTECT, null=True, blank=True, related_name="completion"
    )
    origin = models.CharField(max_length=14, choices=Origin, default=Origin.IN_SYSTEM)
    completed_at = models.DateTimeField()
    completed_on = models.DateField()  # the local date, Europe/London
    recorded_at = models.DateTimeField(null=True, blank=True)  # none, in old rows: as it was completed
    minutes = models.PositiveIntegerField()
    participatory_minutes = models.PositiveIntegerField(default=0)

    objects = CompletionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(origin="in-system", enrolment__isnull=False, edition__isnull=False)
                | ~Q(origin="in-system"),
                name="courses_completion_in_system_has_its_enrolment",
            ),
            models.CheckConstraint(
                condition=Q(participatory_minutes__lte=F("minutes")),
                name="courses_completion_participatory_within",
            ),
            models.CheckConstraint(
                condition=Q(recorded_at=None) | Q(recorded_at__gte=F("completed_at")),
                name="courses_completion_recorded_afterwards",
            ),
        ]
        indexes = [models.Index(fields=["learner", "course"], name="courses_completion_of_learner")]

    def __str__(self) -> str:
        return f"{self.learner_id} completed course {self.course_id} (#{self.pk})"

    @property
    def known_at(self) -> datetime:
        """When it was recorded: the same moment, except where a ruling passed somebody afterwards."""
        return self.recorded_at or self.completed_at
