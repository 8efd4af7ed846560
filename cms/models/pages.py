"""Pages of the public site."""

from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import ContentKit
from cms.models.needed import SitePage
from cms.rules import body_format
from cms.rules.first_pages import NEEDED

DEPTH_BENEATH_HOME = 3


class KitPage(SitePage):
    """A page written with the content kit."""

    lead = models.CharField(max_length=300, blank=True, help_text="One or two sentences at the top.")
    body = StreamField(ContentKit(), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        abstract = True

    def frozen_body(self) -> dict[str, Any]:
        """For visitors: what cannot be shown is left out, and its author is told when they save."""
        blocks = self.body.stream_block.freeze(self.body)
        return body_format.body([block for block in blocks if block["kind"] != body_format.MISSING])


class HomePage(KitPage):
    """What this is, for whom, and the way in."""

    for_whom = models.CharField(max_length=300, blank=True, help_text="One sentence: who it is for.")

    template = "cms/home_page.html"
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.StandardPage", "cms.NewsIndexPage", "cms.ResourceLibraryPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("for_whom"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "home page"


class StandardPage(KitPage):
    """Help, privacy, accessibility: words that stay for a while."""

    template = "cms/standard_page.html"
    parent_page_types = ["cms.HomePage", "cms.StandardPage"]
    subpage_types = ["cms.StandardPage"]

    class Meta:
        verbose_name = "page"

    @property
    def is_needed(self) -> bool:
        """Help, privacy and the like: the foot of every page leads to them."""
        return self.slug in NEEDED and self.depth == DEPTH_BENEATH_HOME


class NewsIndexPage(SitePage):
    """All news, newest first."""

    lead = models.CharField(max_length=300, blank=True)

    template = "cms/news_index_page.html"
    max_count = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.NewsPage"]
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = "list of news"

    def newest(self) -> models.QuerySet["NewsPage"]:
        return NewsPage.objects.child_of(self).live().order_by("-on", "-pk")


class NewsPage(KitPage):
    """One piece of news."""

    on = models.DateField("date")

    template = "cms/news_page.html"
    parent_page_types = ["cms.NewsIndexPage"]
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("on"), FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = "piece of news"

    @property
    def is_needed(self) -> bool:
        return False


class ResourceLibraryPage(SitePage):
    """Things to take away: sheets, films, addresses."""

    lead = models.CharField(max_length=300, blank=True)

    template = "cms/resource_library_page.html"
    max_count = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ResourcePage"]
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = "resource library"

    def in_order(self) -> models.QuerySet["ResourcePage"]:
        return ResourcePage.objects.child_of(self).live().order_by("title", "pk")


class ResourcePage(KitPage):
    """One thing to take away."""

    for_whom = models.CharField(max_length=200, blank=True)

    template = "cms/resource_page.html"
    parent_page_types = ["cms.ResourceLibraryPage"]
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("for_whom"), FieldPanel("body")]

    class Meta:
        verbose_name = "resource"

    @property
    def is_needed(self) -> bool:
        return False
