"""Who works in which team, from a day until a day."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lms.core.append_only import write_once
from lms.people.models.sight import on_day


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> Self:
        """That hold on that day."""
        return self.filter(on_day(day))

    def managers(self) -> Self:
        return self.filter(kind=Membership.Kind.MANAGER)

    def open(self) -> Self:
        """Without an end."""
        return self.in_force().filter(until=None)

    def in_force(self) -> Self:
        """Those that no correction stands in for, ended ones among them."""
        return self.filter(replaced_at=None)


@write_once("user_id", "team_id", "kind", "since", "until", "corrects_id", "replaced_at")
class Membership(models.Model):
    """A person in a team, in a job role, from a day until a day. Ended once, never deleted.

    A wrong last day is put right by another row, which ``corrects`` this one and says why.
    """

    class Kind(models.TextChoices):
        MEMBER = "member", "Member"
        MANAGER = "manager", "Manager"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    team = models.ForeignKey("people.Team", models.PROTECT, related_name="memberships")
    job_role = models.ForeignKey("people.JobRole", models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.MEMBER)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    reason = models.CharField(max_length=300, blank=True)  # of the correction
    replaced_at = models.DateTimeField(null=True, blank=True)  # since when another row stands in for this one

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "team", "kind"],
                condition=Q(until=None, replaced_at=None),
                name="people_membership_one_open",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="people_membership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(reason=""), name="people_membership_correction_has_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["team", "kind", "since", "until"], name="people_membership_of_a_team")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in team {self.team_id} as {self.kind} since {self.since} (#{self.pk})"
