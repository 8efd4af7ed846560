"""Asking somebody in."""

import secrets
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from lms.core.append_only import write_once


def new_token() -> str:
    return secrets.token_urlsafe(32)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self, *, at: datetime) -> Self:
        """Neither accepted nor withdrawn nor too old."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)

    def latest_first(self) -> Self:
        return self.order_by("-invited_at", "-pk")


@write_once("email", "team_id", "kind", "token", "accepted_at", "accepted_by_id", "withdrawn_at")
class Invitation(models.Model):
    """An invitation by e-mail to join a team in a job role, and optionally to hold a role."""

    token = models.CharField(max_length=64, unique=True, default=new_token)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=300, blank=True)
    team = models.ForeignKey("people.Team", models.PROTECT, related_name="invitations")
    job_role = models.ForeignKey("people.JobRole", models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=8, choices=[("member", "Member"), ("manager", "Manager")], default="member"
    )
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="people_invitation_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="people_invitation_not_both"
            ),
            models.UniqueConstraint(
                fields=["email", "team"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="people_invitation_one_open_per_team",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} to team {self.team_id} (#{self.pk})"

    def is_waiting(self, *, at: datetime) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > at
