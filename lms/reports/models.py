"""Copies of everything that is kept about one person, for that person."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from lms.core.work import Work, WorkQuerySet, works


class PersonalCopyQuerySet(WorkQuerySet):
    def for_a_list(self) -> "PersonalCopyQuerySet":
        return self.select_related("person")


@works("reports.copy_everything")
class PersonalCopy(Work):
    """Asked for by the person (UK GDPR, Article 15). Leaves with its content after a week: lms.retention."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="personal_copies")
    asked_at = models.DateTimeField()
    content = models.BinaryField(null=True)  # a zip file, once it is done

    objects: ClassVar[Any] = PersonalCopyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Copy of everything about person {self.person_id} (#{self.pk})"

    @property
    def about(self) -> str:
        return f"Everything about {self.person.name}"
