"""Employers and partners, and their teams."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.urls import reverse
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from lms.core.fields import SearchableField
from lms.people.models.sight import beneath, managed_paths


class Organisation(models.Model):  # type: ignore[django-manager-missing]  # that of Team is treebeard's
    """An employer or partner: a trust, a council, a charity."""

    class Sector(models.TextChoices):
        TRUST = "trust", "NHS community trust"
        COUNCIL = "council", "Council or family hub"
        SPECIALIST = "specialist", "Specialist parent–infant team"
        CHARITY = "charity", "Charity or social enterprise"
        NETWORK = "network", "Network or commissioner"
        OTHER = "other", "Other"

    name = models.CharField(max_length=200, unique=True)
    searchable_name = SearchableField(source="name")
    sector = models.CharField(max_length=12, choices=Sector)
    locality = models.ForeignKey(
        "people.Locality", models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    ods_code = models.CharField("ODS code", max_length=10, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:organisation", args=[self.pk])


class TeamQuerySet(MP_NodeQuerySet):
    def managed_by(self, person: Any, *, on: date) -> Self:
        """Teams that this person manages on that day, and those beneath them."""
        return self.filter(beneath(managed_paths(person, on=on)))

    def of(self, organisation: Organisation) -> Self:
        return self.filter(organisation=organisation).order_by("path")


class TeamManager(MP_NodeManager.from_queryset(TeamQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> TeamQuerySet:
        return TeamQuerySet(self.model, using=self._db).order_by("path")


class Team(MP_Node):
    """People that one manager answers for, inside one organisation. Teams stand in a tree."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=200)
    closed_on = models.DateField(null=True, blank=True)

    objects = TeamManager()

    def __str__(self) -> str:
        return f"{self.name} (#{self.pk})"

    def get_absolute_url(self) -> str:
        return reverse("reports:team", args=[self.pk])
