"""Where a fact comes from."""

from typing import Any

from django.conf import settings
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class Source(index.Indexed, models.Model):
    """Something that can be looked up: who published it, where it is, and when somebody last checked."""

    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=300, blank=True)
    address = models.URLField("web address", max_length=500, blank=True)
    checked_on = models.DateField(
        null=True, blank=True, help_text="The day somebody last opened it and found that it still says so."
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    panels = [FieldPanel("title"), FieldPanel("publisher"), FieldPanel("address"), FieldPanel("checked_on")]
    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("publisher"),
        index.AutocompleteField("title"),
        index.AutocompleteField("publisher"),
    ]

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="cms_source_has_a_title"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher})" if self.publisher else self.title

    def freeze(self) -> dict[str, Any]:
        """As it stands in an edition."""
        return {
            "title": self.title,
            "publisher": self.publisher,
            "address": self.address,
            "checked_on": self.checked_on.isoformat() if self.checked_on else None,
        }
