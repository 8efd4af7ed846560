"""What the site is called, and whom to write to."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="cog")
class SiteSettings(BaseGenericSetting):
    """Set once by an administrator; shown on every page."""

    name = models.CharField(
        max_length=60,
        blank=True,
        help_text="Shown at the top of every page. Leave it empty to use the name the site was set up with.",
    )
    strapline = models.CharField(max_length=100, blank=True, help_text="A few words shown beneath the name.")
    contact_email = models.EmailField("e-mail for questions", blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="A small square picture. Not another organisation’s, unless you may use it.",
    )

    panels = [FieldPanel("name"), FieldPanel("strapline"), FieldPanel("contact_email"), FieldPanel("logo")]

    class Meta:
        verbose_name = "Name, logo and contact"

    def __str__(self) -> str:
        return "Name, logo and contact"
