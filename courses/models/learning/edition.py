"""What there is to learn, as released on a day."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from courses.rules.outline import modules_of
from lms.core.append_only import append_only


class CourseQuerySet(models.QuerySet["Course"]):
    def open(self) -> Self:
        """That can be joined: released, and not closed."""
        return self.filter(closed_at=None)


class Course(models.Model):
    """A course on the learning side, made at its first release."""

    key = models.UUIDField(unique=True)  # the course page's translation_key
    slug = models.SlugField(max_length=200, unique=True)
    title = models.CharField(max_length=300)  # of the newest edition
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CourseQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/courses/{self.slug}/"


class EditionQuerySet(models.QuerySet["Edition"]):
    def newest_first(self) -> Self:
        return self.order_by("-number", "-correction")

    def shown(self) -> Self:
        """What those who are on each number see: its latest correction. The newest number first."""
        later = Edition.objects.filter(
            course=OuterRef("course"), number=OuterRef("number"), correction__gt=OuterRef("correction")
        )
        return self.filter(~Exists(later)).newest_first()

    def shown_for(self, *, course_id: int, number: int) -> Self:
        """The latest correction of that number: what an enrolment pinned to it shows."""
        return self.filter(course_id=course_id, number=number).order_by("-correction")[:1]


@append_only
class Edition(models.Model):
    """A course as released on a day. Never changes; a correction is an edition with the same number."""

    class Kind(models.TextChoices):
        NEW_CONTENT = "new-content", "New content"
        CORRECTION = "correction", "Correction"

    course = models.ForeignKey(Course, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    correction = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=11, choices=Kind)
    title = models.CharField(max_length=300)
    summary = models.CharField(max_length=500, blank=True)
    minutes = models.PositiveIntegerField()
    participatory_minutes = models.PositiveIntegerField(default=0)
    # {"format": 1, "for_whom", "level", "content_note", "label", "objectives": [{"key", "text"}],
    #  "sources": […], "picture": {…}|None, "reviewer": {"name", "role", "on"}|None,
    #  "review_due_on": iso|None, "authors": […]}
    about = models.JSONField()
    # [{"title", "activities": [{"key", "kind", "title", "minutes", "optional", "digest", "objectives",
    #  and what its kind adds}]}], read by courses.rules.outline
    outline = models.JSONField()
    note = models.CharField(max_length=500, blank=True)  # one sentence for learners: what changed
    changes = models.JSONField(default=list)  # sentences for trainers: what changed since the edition before
    digest = models.CharField(max_length=64)
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "number", "correction"], name="courses_edition_one_per_number"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="courses_edition_numbered_from_one"),
            models.CheckConstraint(
                condition=Q(kind="new-content", correction=0) | Q(kind="correction", correction__gte=1),
                name="courses_edition_correction_is_numbered",
            ),
            models.CheckConstraint(
                condition=Q(participatory_minutes__lte=F("minutes")),
                name="courses_edition_participatory_within",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.name} (#{self.pk})"

    @property
    def name(self) -> str:
        """“3”, or “3.1” for its first correction."""
        return f"{self.number}.{self.correction}" if self.correction else f"{self.number}"

    def outlined(self) -> list[dict[str, Any]]:
        """The activities in order, as outlined."""
        return [activity for module in modules_of(self.outline) for activity in module["activities"]]


class ActivityQuerySet(models.QuerySet["Activity"]):
    def in_order(self) -> Self:
        return self.order_by("edition", "position")


@append_only
class Activity(models.Model):
    """A part of an edition, with everything it needs to be shown and marked for ever."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="activities")
    key = models.UUIDField()  # its page's translation_key: the same in every edition
    kind = models.CharField(max_length=40)  # the name of a kind: courses.rules.activities finds it
    position = models.PositiveSmallIntegerField()
    module_title = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    minutes = models.PositiveSmallIntegerField()
    optional = models.BooleanField(default=False)
    # {"format": 1, "blocks": […], …}, and what its kind adds; kinds that ask questions keep them as "items"
    body = models.JSONField()
    digest = models.CharField(max_length=64)  # of the body

    objects = ActivityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="courses_activity_one_per_key"),
            models.UniqueConstraint(fields=["edition", "position"], name="courses_activity_one_per_position"),
        ]

    def __str__(self) -> str:
        return f"{self.title} (#{self.pk})"
