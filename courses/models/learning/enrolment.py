"""A learner's place on an edition."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse

from courses.models.learning.edition import Course, Edition
from lms.core.append_only import write_once


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def of_learner(self, user: Any) -> Self:
        return self.filter(learner=user)

    def open(self) -> Self:
        """Neither completed nor left."""
        return self.filter(ended_at=None)

    def latest_first(self) -> Self:
        """A refresher is a new enrolment, so a learner may have several per course."""
        return self.order_by("-enrolled_at", "-pk")

    def locked(self) -> Self:
        return self.select_for_update(of=("self",), no_key=True)

    def with_edition(self) -> Self:
        """Adds ``edition_id`` and ``edition_digest`` of what each shows: its number's latest correction."""
        return self.annotate(**shown_edition())

    def of_one_run(self, *, learner_id: int, course_id: int) -> Self:
        """The open one and those left or moved from: what was tried there still counts."""
        return self.filter(learner=learner_id, course=course_id, completion=None)


def shown_edition(of: str = "") -> dict[str, Subquery]:
    """For ``annotate``: what an enrolment shows; ``of`` is the way to it, as in ``"enrolment__"``."""
    shown = Edition.objects.filter(
        course=OuterRef(f"{of}course"), number=OuterRef(f"{of}edition_number")
    ).newest_first()
    return {
        "edition_id": Subquery(shown.values("pk")[:1]),
        "edition_digest": Subquery(shown.values("digest")[:1]),
    }


@write_once("learner_id", "course_id", "enrolled_at", "ended_at")
class Enrolment(models.Model):
    """A learner's place on an edition of a course, from joining it to completing or leaving it."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments")
    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments")
    edition_number = models.PositiveSmallIntegerField()  # shows the latest correction of this number
    enrolled_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    edition_id: int  # with_edition()
    edition_digest: str  # with_edition()
    is_ruled_on: bool  # own_enrolment()

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "course"],
                condition=Q(ended_at=None),
                name="courses_enrolment_one_open_per_course",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("enrolled_at")),
                name="courses_enrolment_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} on course {self.course_id} (#{self.pk})"

    def get_absolute_url(self) -> str:
        return reverse("courses:outline", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    def edition(self) -> Edition:
        """What it shows today. One statement."""
        return Edition.objects.shown_for(course_id=self.course_id, number=self.edition_number).get()


class ReadingPosition(models.Model):
    """Where in a lesson somebody stopped reading. A convenience, not a fact: overwritten as they read."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="reading_positions")
    activity_key = models.UUIDField()
    heading = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "activity_key"], name="courses_readingposition_one_per_activity"
            )
        ]

    def __str__(self) -> str:
        return f"{self.heading} of {self.activity_key} (#{self.pk})"
