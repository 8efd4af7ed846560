"""What was decided about questions after people had met them, and the work of marking again by it."""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from courses.models.learning.edition import Course, Edition
from lms.core.append_only import append_only
from lms.core.work import Work, WorkQuerySet, works


class ItemRulingQuerySet(models.QuerySet["ItemRuling"]):
    def judging(self, activities: Iterable[int]) -> Self:
        """Those that may judge items met in one of these activities, as they were made; see ``met``."""
        return self.met().filter(met_in__in=list(activities)).order_by("made_at", "pk")

    def met(self) -> Self:
        """Once for each activity, ``met_in``, in which an item that it judges may have been met.

        One of format 2 still has to be compared with each item's digest.
        """
        met = self.annotate(
            met_in=F("course__editions__activities"),
            number=F("course__editions__number"),
            correction=F("course__editions__correction"),
            released_at=F("course__editions__released_at"),
        )
        by_number = Q(format=1, edition_number=F("number"), made_at__gt=F("released_at"))
        met_earlier = Q(before__number__gt=F("number")) | Q(
            before__number=F("number"), before__correction__gt=F("correction")
        )
        return met.filter(by_number | Q(format=2) & (Q(before=None) | met_earlier))


@append_only
class ItemRuling(models.Model):
    """What was decided about an item after people had met it.

    Judges one frozen item, told by its digest, wherever the course asked it in an edition before ``before``:
    a question turned back to what it once was is a new question to whoever starts then.

    Format 1 is no longer written. It judged every item with that key in the editions of one number that were
    released before it was made, and named one option that counts as right besides those that did.
    """

    FORMAT = 2

    class Kind(models.TextChoices):
        ACCEPT_ALSO = "accept-also", "Accept also"
        CREDIT_EVERYONE = "credit-everyone", "Credit everyone"
        LEAVE_OUT = "leave-out", "Leave out"

    format = models.PositiveSmallIntegerField()
    course = models.ForeignKey(Course, models.PROTECT, related_name="rulings")
    item_key = models.UUIDField()
    item_digest = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=16, choices=Kind)
    alternative = models.JSONField(null=True, blank=True)  # a whole right answer, as the kind says it
    before = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Of format 1 alone:
    edition_number = models.PositiveSmallIntegerField(null=True, blank=True)
    option_key = models.UUIDField(null=True, blank=True)

    objects = ItemRulingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    Q(kind="accept-also", option_key__isnull=False)
                    | Q(kind__in=["credit-everyone", "leave-out"], option_key=None),
                    format=1,
                    edition_number__isnull=False,
                    item_digest="",
                    alternative__isnull=True,
                    before=None,
                )
                | Q(
                    ~Q(item_digest=""),
                    Q(kind="accept-also", alternative__isnull=False)
                    | Q(kind__in=["credit-everyone", "leave-out"], alternative__isnull=True),
                    format=2,
                    edition_number=None,
                    option_key=None,
                ),
                name="courses_itemruling_fits_its_format",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.item_key} (#{self.pk})"


class RemarkingQuerySet(WorkQuerySet):
    def outstanding(self) -> Self:
        """Not done: waiting, under way, or stopped."""
        return self.exclude(state=Work.State.DONE)


@works("courses.mark_again")
class Remarking(Work):
    """Every attempt at some quizzes is to be marked again, since something was decided about their items.

    Goes through the attempts by their number, batch by batch, and keeps how far it came: whoever goes on
    after a killed worker begins there.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="remarkings")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="remarkings")
    activities: Any = models.JSONField()  # the quizzes, as rows: [pk]
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    total = models.PositiveIntegerField(null=True, blank=True)  # attempts there were as it began
    looked_at = models.PositiveIntegerField(default=0)  # how many of them, so far
    last_attempt = models.PositiveBigIntegerField(default=0)  # pk of the last of those

    objects: ClassVar[Any] = RemarkingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Marking again in course {self.course_id} (#{self.pk})"

    @property
    def words(self) -> str:
        """How far it is, for the course's authors."""
        if self.total is None:
            return "Marking again: not begun yet."
        so_far = f"{min(self.looked_at, self.total)} of {self.total}"
        if self.is_stopped:
            return f"Marking again stopped at {so_far}. Please tell whoever looks after this site."
        return f"Marked again: {so_far}, done." if self.done_at else f"Marking again: {so_far}."
