"""A link in a text follows the page it points to: renamed or moved, at once, in every process."""

import pytest
from wagtail.models import Page

from cms.actions import publish_news
from cms.blocks import ContentKit
from cms.models import HomePage, StandardPage
from courses.actions import enrol
from courses.actions.release import check_release, release
from courses.activities.lesson.page import LessonPage
from courses.models.authoring.manuscript import read_manuscript
from tests.factories import NOON, TODAY
from tests.factories.authoring import a_course_page, a_released_course
from tests.factories.cms import a_site
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
KIT = ContentKit()


@pytest.fixture
def helplines():
    a_site()
    page = StandardPage(title="Helplines", slug="helplines", lead="Ring these.")
    HomePage.objects.get().add_child(instance=page)
    return page


def a_link_to(page: Page) -> str:
    return f'<p>See <a linktype="page" id="{page.pk}">the list</a>.</p>'


def address_in(html: str) -> str:
    return html.partition("the list</a>")[0].rpartition('href="')[2].partition('"')[0]


def renamed(page: StandardPage, slug: str) -> None:
    page.slug = slug
    page.save_revision().publish()


def test_a_released_lesson_leads_to_where_the_page_is_now(client, helplines):
    course = a_course_page()
    lesson = LessonPage.objects.get()
    lesson.body = [("text", a_link_to(helplines))]
    lesson.save_revision().publish()
    edition = release(course_page=course, by=course.owner, at=NOON)
    learner = a_person()
    enrolment = enrol(course=edition.course, by=learner, at=NOON)
    client.force_login(learner)
    read = f"/learn/{enrolment.pk}/{edition.activities.get(kind='lesson').key}/"
    link = address_in(client.get(read).text)
    assert client.get(link)["Location"] == "/helplines/"

    renamed(helplines, "who-to-ring")

    assert address_in(client.get(read).text) == link
    assert "Ring these." in client.get(link, follow=True).text
    assert client.get(link)["Location"] == "/who-to-ring/"


def test_public_text_that_was_rendered_before_leads_there_too(client, helplines):
    news = publish_news(title="New", lead="", html="<p>Soon.</p>", on=TODAY, by=None)
    news.body = [("text", a_link_to(helplines))]
    news.save_revision().publish()
    before = client.get("/news/new/").text

    helplines.move(StandardPage.objects.get(slug="help"), pos="last-child")

    assert address_in(before) == address_in(client.get("/news/new/").text)
    assert client.get(address_in(before))["Location"] == "/help/helplines/"


def test_a_link_to_a_course_leads_to_its_public_page(client):
    page, edition = a_released_course()

    assert client.get(f"/page/{page.translation_key}/")["Location"] == f"/courses/{edition.course.slug}/"


def test_what_nobody_may_read_is_not_there(client, helplines):
    a_course_page()
    StandardPage.objects.filter(pk=helplines.pk).update(live=False)

    for page in (helplines, LessonPage.objects.get(), Page.objects.get(depth=1)):
        assert client.get(f"/page/{page.translation_key}/").status_code == 404


def test_a_link_to_a_page_that_is_gone_is_to_be_mended_first(helplines):
    course, words = a_course_page(), a_link_to(helplines)
    lesson = LessonPage.objects.get()
    lesson.body = [("text", words), ("vignette", {"title": "Mei", "story": words, "questions": []})]
    lesson.save_revision().publish()
    assert not any(finding.mend_first for finding in check_release(read_manuscript(course)))

    helplines.delete()

    found = check_release(read_manuscript(course))
    to_mend = [each.words for each in found if each.mend_first]
    assert [words[:28] for words in to_mend] == ["A link leads to a page that "] * 2


def test_other_links_stay_as_they_are():
    html = '<p><a href="https://example.org/?a=1&amp;b=2">x</a> <a href="tel:111">y</a></p>'

    assert KIT.freeze(KIT.to_python([{"type": "text", "value": html}])) == [{"kind": "text", "html": html}]
