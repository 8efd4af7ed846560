"""The pages that the site cannot be without are replaced, not taken away, and made again if they are gone."""

from io import StringIO

import pytest
from django.core.cache import caches
from django.core.management import call_command
from wagtail.models import Page

from cms.models import HomePage, NewsIndexPage, ResourceLibraryPage, StandardPage
from cms.rules.first_pages import NEEDED
from lms.people.models import RoleHolding
from tests.factories import NOON
from tests.factories.cms import a_site
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    a_site()
    administrator = a_person("Ada Admin", is_superuser=True)
    RoleHolding.objects.create(user=administrator, role="network-administrator", granted_at=NOON)
    client.force_login(administrator)
    return administrator


def needed() -> list[Page]:
    kinds = (HomePage, NewsIndexPage, ResourceLibraryPage)
    return [*(kind.objects.get() for kind in kinds), *StandardPage.objects.filter(slug__in=NEEDED)]


def test_none_of_them_can_be_deleted_taken_back_or_moved(client, administrator):
    other = StandardPage(title="Another", slug="another")
    HomePage.objects.get().add_child(instance=other)

    for page in needed():
        for what in ("delete", "unpublish"):
            client.post(f"/cms/pages/{page.pk}/{what}/")
            client.post(f"/cms/bulk/wagtailcore/page/{what}/?id={page.pk}", {"wagtailadmin_site_name": "x"})
            client.post(f"/cms/api/main/pages/{page.pk}/action/{what}/")
        client.post(f"/cms/pages/{page.pk}/move/{other.pk}/confirm/")
        client.post(f"/cms/bulk/wagtailcore/page/move/?id={page.pk}", {"chooser": other.pk})
        assert Page.objects.get(pk=page.pk).live, page
        assert Page.objects.get(pk=page.pk).path == page.path, page


def test_its_address_stays_and_its_words_change(client, administrator):
    page = StandardPage.objects.get(slug="help")
    sent = {"title": "Our help", "lead": "", "body-count": "0", "comments-TOTAL_FORMS": "0"}
    sent |= {"comments-INITIAL_FORMS": "0", "action-publish": "1"}

    refused = client.post(f"/cms/pages/{page.pk}/edit/", {**sent, "slug": "assistance"})
    client.post(f"/cms/pages/{page.pk}/edit/", {**sent, "slug": "help"})

    assert "its address stays “help”" in refused.text
    assert StandardPage.objects.get(pk=page.pk).title == "Our help"
    assert client.get("/help/").status_code == 200


def test_another_page_is_deleted_as_ever(client, administrator):
    other = StandardPage(title="Another", slug="another")
    HomePage.objects.get().add_child(instance=other)

    client.post(f"/cms/pages/{other.pk}/delete/")

    assert not StandardPage.objects.filter(slug="another").exists()


def test_what_is_missing_is_made_again_and_the_rest_stays(client):
    a_site()
    StandardPage.objects.get(slug="help").delete()
    NewsIndexPage.objects.get().delete()
    StandardPage.objects.filter(slug="privacy").update(live=False, title="Our privacy")
    caches["rendered"].clear()
    said = StringIO()

    call_command("first_pages", stdout=said)

    assert said.getvalue() == "Made again, with words to start from: Help, Privacy, News.\n"
    for address in ("/", "/help/", "/privacy/", "/news/", "/resources/", "/cookies/"):
        assert client.get(address).status_code == 200, address
    assert "Our privacy" in client.get("/privacy/").text


def test_a_home_page_that_is_gone_is_made_again(client):
    a_site().delete()

    call_command("first_pages", stdout=StringIO())

    assert "Signing in" in client.get("/help/").text


def test_it_says_that_nothing_was_missing():
    a_site()
    said = StringIO()

    call_command("first_pages", stdout=said)

    assert said.getvalue() == "Nothing was missing. Every page stays as it is.\n"
