"""Who holds which role."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lms.core.append_only import write_once
from lms.people.rules.roles import ROLES, Role


class RoleHoldingQuerySet(models.QuerySet["RoleHolding"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)


@write_once("user_id", "role", "organisation_id", "granted_at", "ended_at")
class RoleHolding(models.Model):
    """A person holds a role (see ``rules.roles``), for one organisation or for the whole network."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_holdings")
    role = models.CharField(max_length=40, choices=[(role.key, role.name) for role in ROLES.values()])
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RoleHoldingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "organisation"],
                condition=Q(ended_at=None),
                name="people_roleholding_one_open_per_organisation",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(ended_at=None, organisation=None),
                name="people_roleholding_one_open_of_network",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("granted_at")),
                name="people_roleholding_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} as {self.role} (#{self.pk})"

    @property
    def as_role(self) -> Role:
        return ROLES[self.role]
