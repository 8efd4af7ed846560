"""What was sent to whom, about what."""

from django.conf import settings
from django.db import models

from lms.core.append_only import append_only
from lms.core.models import OutgoingMail


@append_only
class Notice(models.Model):
    """A message we sent a person, or will. One per key, however often its cause is announced."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True)
    mail = models.OneToOneField(OutgoingMail, models.PROTECT, related_name="notice")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key} (#{self.pk})"
