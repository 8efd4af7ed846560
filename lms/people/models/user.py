"""A person with an account."""

import uuid
from datetime import date
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from lms.core.fields import SearchableField
from lms.people.models.sight import may_see


class UserQuerySet(models.QuerySet["User"]):
    def open(self) -> Self:
        """Accounts that are not closed."""
        return self.filter(closed_at=None)

    def visible_to(self, person: "User", *, on: date) -> Self:
        """THE rule of sight: whose records this person sees on that day.

        Their own, and those of whoever is, on that day, a member of a team that they manage on that day, or
        of a team beneath it. Nothing else in the system decides whose records anyone sees.
        """
        return self.filter(may_see(person, on=on))

    def in_order(self) -> Self:
        return self.order_by("name", "pk")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, *, name: str, **fields: Any) -> "User":
        """``password`` none: the person signs in by e-mailed code until they set one."""
        user: User = self.model(email=email.strip().lower(), name=name.strip(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, *, name: str, **fields: Any
    ) -> "User":
        return self.create_user(email, password, name=name, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str) -> "User":
        user: User = self.get(email=username.lower())
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account. Closed one day perhaps, never deleted."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=300)
    searchable_name = SearchableField(source="name")
    email = models.EmailField(
        "e-mail address", max_length=254, unique=True
    )  # the primary one; any confirmed one signs in
    name_on_certificates = models.CharField(max_length=300, blank=True)
    employer_on_certificates = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_about_certificates_at = models.DateTimeField(null=True, blank=True)
    second_factor_due_on = models.DateField(null=True, blank=True)  # none: not asked for it
    joined_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="people_user_one_per_email"),
            models.CheckConstraint(
                condition=Q(closed_at=None, is_active=True) | Q(closed_at__isnull=False, is_active=False),
                name="people_user_active_until_closed",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="people_user_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def certificate_name(self) -> str:
        """The name as it will be printed."""
        return self.name_on_certificates or self.name

    @property
    def is_staff(self) -> bool:
        return self.is_superuser
