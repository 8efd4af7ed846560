"""What people and organisations refer to: localities, job roles, professional registers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Icb(models.Model):
    """An integrated care board."""

    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name


class Locality(models.Model):
    """A council-sized part of the region."""

    name = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class IcbOfLocality(models.Model):
    """Which board a locality belongs to, from a day until a day: boundaries move."""

    locality = models.ForeignKey(Locality, models.PROTECT, related_name="icbs")
    icb = models.ForeignKey(Icb, models.PROTECT, related_name="localities")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["locality"],
                condition=Q(until=None),
                name="people_icboflocality_one_open_per_locality",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="people_icboflocality_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.locality} in {self.icb} since {self.since} (#{self.pk})"


class JobRole(models.Model):
    """What somebody does, in any sector; with the NHS staff group it belongs to, where there is one."""

    name = models.CharField(max_length=100, unique=True)
    staff_group = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Registration(models.Model):
    """A person's entry in a professional register."""

    class Register(models.TextChoices):
        NMC = "nmc", "Nursing and Midwifery Council"
        HCPC = "hcpc", "Health and Care Professions Council"
        SWE = "swe", "Social Work England"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="registrations")
    register = models.CharField(max_length=4, choices=Register)
    number = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="people_registration_one_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.get_register_display()} {self.number}"
