"""Making the public pages of a new site, and adding to them."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from cms.models import HomePage, NewsIndexPage, NewsPage, ResourceLibraryPage, ResourcePage, StandardPage
from cms.permissions import set_up_groups
from cms.rules import first_pages
from cms.rules.clean_html import cleaned
from lms.people.models import User

LISTS: tuple[tuple[type[NewsIndexPage | ResourceLibraryPage], str, str], ...] = (
    (NewsIndexPage, "News", "What is new in courses and here."),
    (ResourceLibraryPage, "Resources", "Things to take away and use."),
)


@transaction.atomic
def make_public_pages(*, by: User | None, at: datetime) -> HomePage:
    """Home, help, accessibility, privacy, cookies, news and resources, each with words to start from.

    What is there already stays as it is, so this may be run again. Editors get their rights on the home page.
    """
    home = _shown_again(HomePage.objects.first(), by=by) or _make_home(by=by)
    beneath = home.get_children()
    for words in first_pages.FIRST_PAGES:
        if not _shown_again(beneath.filter(slug=words.slug).first(), by=by):
            page = StandardPage(title=words.title, slug=words.slug, lead=words.lead, body=_text(words.html))
            _published(page, beneath=home, by=by)
    for model, title, lead in LISTS:
        if not _shown_again(model.objects.first(), by=by):
            _published(model(title=title, slug=title.lower(), lead=lead), beneath=home, by=by)
    set_up_groups()
    return home


def missing_pages() -> list[str]:
    """Titles of those that the site cannot be without and that nobody can see."""
    live = Page.objects.live()
    home = HomePage.objects.first()
    slugs = set(live.child_of(home).values_list("slug", flat=True)) if home else set()
    return [
        *([] if HomePage.objects.live().exists() else ["Home"]),
        *(words.title for words in first_pages.FIRST_PAGES if words.slug not in slugs),
        *(title for model, title, _ in LISTS if not model.objects.live().exists()),
    ]


@transaction.atomic
def publish_news(*, title: str, lead: str, html: str, on: date, by: User | None) -> NewsPage:
    page = NewsPage(title=title, lead=lead, body=_text(html), on=on)
    return _published(page, beneath=NewsIndexPage.objects.get(), by=by)


@transaction.atomic
def publish_resource(*, title: str, lead: str, body: list[tuple[str, Any]], by: User | None) -> ResourcePage:
    """``body`` is a list of (kind, value), as Wagtail takes it."""
    return _published(
        ResourcePage(title=title, lead=lead, body=body), beneath=ResourceLibraryPage.objects.get(), by=by
    )


def _make_home(*, by: User | None) -> HomePage:
    """Takes the place of the page that Wagtail comes with."""
    root = Page.get_first_root_node()
    site = Site.objects.filter(is_default_site=True).first()
    welcome = site.root_page if site else None
    home = HomePage(
        title=first_pages.HOME_TITLE,
        slug="site",
        lead=first_pages.HOME_LEAD,
        for_whom=first_pages.HOME_FOR_WHOM,
        body=_text(first_pages.HOME_HTML),
    )
    _published(home, beneath=root, by=by)
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "root_page": home,
            "hostname": address.hostname,
            "port": port,
            "site_name": settings.SITE_NAME,
        },
    )
    if welcome is not None and welcome.specific_class is Page and not welcome.get_children().exists():
        Page.objects.get(pk=welcome.pk).delete()
    return home


def _shown_again(page: Page | None, *, by: User | None) -> Any:
    """The page, with the words it has; None where there is none."""
    if page is not None and not page.live:
        page.specific.save_revision(user=by).publish(user=by, skip_permission_checks=True)
        page.refresh_from_db()
    return page


def _text(html: str) -> list[tuple[str, str]]:
    return [("text", cleaned(html))]


def _published(page: Any, *, beneath: Page, by: User | None) -> Any:
    page.owner = by
    beneath.add_child(instance=page)
    page.save_revision(user=by).publish(user=by)
    page.refresh_from_db()
    return page
