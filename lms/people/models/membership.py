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
        return self.filter(until=None)


@write_once("user_id", "team_id", "kind", "since", "until")
class Membership(models.Model):
    """A person in a team, in a job role, from a day until a day. Ended once, never deleted."""

    class Kind(models.TextChoices):
        MEMBER = "member", "Member"
        MANAGER = "manager", "Manager"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    team = models.ForeignKey("people.Team", models.PROTECT, related_name="memberships")
    job_role = models.ForeignKey("people.JobRole", models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.MEMBER)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "team", "kind"], condition=Q(until=None), name="people_membership_one_open"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="people_membership_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["team", "kind", "since", "until"], name="people_membership_of_a_team")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in team {self.team_id} as {self.kind} since {self.since} (#{self.pk})"
