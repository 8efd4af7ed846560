"""Anybody reads the public pages; what is kept under a digest is served as what it is."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from cms import actions
from cms.blocks.copies import keep_copy
from cms.models import HomePage, NewsPage, SiteSettings, StandardPage
from lms.people.models import RoleHolding
from tests.factories import NOON
from tests.factories.cms import a_picture, a_site
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_rendered_yet():
    caches["rendered"].clear()


def test_a_new_site_has_its_public_pages(client):
    a_site()

    for address, words in {
        "/": "Free, short courses",
        "/help/": "Signing in",
        "/accessibility/": "Equality Advisory",
        "/privacy/": "Your rights",
        "/cookies/": "sessionid",
        "/news/": "No news yet",
        "/resources/": "Nothing here yet",
    }.items():
        page = client.get(address)
        assert page.status_code == 200, address
        assert words in page.text


def test_making_them_again_changes_nothing():
    home = a_site()
    StandardPage.objects.filter(slug="help").update(title="Our help")

    assert a_site() == home
    assert HomePage.objects.count() == 1
    assert StandardPage.objects.get(slug="help").title == "Our help"


def test_the_landing_page_stands_before_anything_was_written(client):
    assert "See the courses" in client.get("/").text


def test_the_landing_page_asks_nothing_of_the_database_once_it_is_warm(client, django_assert_num_queries):
    a_site()
    client.get("/")

    with django_assert_num_queries(0):
        assert "Free, short courses" in client.get("/").text


def test_name_and_logo_are_settings(client):
    SiteSettings.objects.create(name="Little Minds", contact_email="hello@example.org", logo=a_picture())

    page = client.get("/")

    assert "Little Minds" in page.text
    assert "hello@example.org" in page.text
    assert 'src="/kept/' in page.text


def test_a_kept_picture_is_shown_and_never_asked_for_again(client):
    kept = client.get(keep_copy(b"picture", "webp"))

    assert kept.content == b"picture"
    assert kept["Content-Type"] == "image/webp"
    assert "immutable" in kept["Cache-Control"]


def test_a_kept_file_that_is_no_picture_is_downloaded(client):
    page = client.get(keep_copy(b"<script>alert(1)</script>", "html"))

    assert page["Content-Disposition"] == "attachment"
    assert "sandbox" in page["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["0" * 64 + ".webp", "..%2F..%2Fsite.sqlite3", "x.webp"])
def test_nothing_else_is_served(client, name):
    assert client.get(f"/kept/{name}").status_code == 404


def test_what_authors_uploaded_is_for_authors_only(client):
    picture = a_picture()
    learner, trainer = a_person(), a_person()
    RoleHolding.objects.create(user=trainer, role="trainer", granted_at=NOON)
    address = f"/media/{picture.file.name}"

    assert client.get(address).status_code == 302
    client.force_login(learner)
    assert client.get(address).status_code == 403
    client.force_login(trainer)
    page = client.get(address)
    assert b"".join(page.streaming_content).startswith(b"\x89PNG")
    for elsewhere in ("nothing.png", "../site.sqlite3", "..%2F..%2Fsite.sqlite3", "original_images", "%00"):
        assert client.get(f"/media/{elsewhere}").status_code == 404


def test_a_file_that_authors_uploaded_is_not_there_for_learners(client):
    document = get_document_model().objects.create(title="Draft", file=ContentFile(b"<script>", "draft.html"))
    trainer = a_person()
    RoleHolding.objects.create(user=trainer, role="trainer", granted_at=NOON)

    client.force_login(a_person())
    assert client.get(document.url).status_code == 404
    client.force_login(trainer)
    file = client.get(document.url)
    assert b"".join(file.streaming_content) == b"<script>"
    assert file["Content-Disposition"].startswith("attachment")
    assert "default-src 'none'" in file["Content-Security-Policy"]


def test_a_role_opens_the_editor_and_its_end_closes_it():
    person = a_person()
    holding = RoleHolding.objects.create(user=person, role="editor", granted_at=NOON)
    assert [group.name for group in person.groups.all()] == ["Editors"]

    holding.ended_at = NOON
    holding.save()

    assert not person.groups.exists()
    assert not Group.objects.filter(name="Moderators").exists()


def test_news_says_what_happened_and_when(client):
    a_site()
    actions.publish_news(
        title="A new course", lead="On sleep.", html="<p>Open to all.</p>", on=date(2026, 3, 5), by=None
    )

    page = client.get(NewsPage.objects.get().url)

    for words in ("A new course", "On sleep.", "Open to all.", "5 March 2026"):
        assert words in page.text
