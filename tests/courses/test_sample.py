"""The lesson of a course that anybody may read: marked by its author, released, and nothing is kept."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.actions import release
from courses.actions.authoring import mark_ready
from courses.actions.release.checking import check_release
from courses.activities.lesson.page import LessonPage
from courses.models.authoring.manuscript import read_manuscript
from tests.factories import NOON
from tests.factories.authoring import a_course_page, a_trainer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_front_page():
    """It is kept for half a minute, by every process."""
    caches["rendered"].clear()


def written(*, marked, lessons=2):
    trainer = a_trainer()
    page = a_course_page(by=trainer, title="Good enough", lessons=lessons)
    for lesson in LessonPage.objects.order_by("path")[:marked]:
        lesson.is_sample = True
        lesson.save_revision(user=trainer)
        mark_ready(lesson, by=trainer)
    return trainer, page


@pytest.fixture
def released():
    trainer, page = written(marked=1)
    return release(course_page=page, by=trainer, at=NOON, note="Hello.", expect="")


def address(edition):
    return reverse("courses:sample", args=[edition.course.slug])


def test_anybody_reads_it_and_nothing_is_kept(client, released):
    client.get(address(released))  # whatever is rendered once is rendered by now

    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get(address(released))

    assert page.status_code == 200
    assert "Babies feel before they speak." in page.text
    assert "Lesson 1" in page.text
    assert page.cookies == {}
    assert not Session.objects.exists()
    assert [each["sql"] for each in asked if not each["sql"].startswith("SELECT")] == []


def test_it_is_offered_in_front_and_on_the_page_of_the_course(client, released):
    for path in ("/", f"/courses/{released.course.slug}/"):
        assert address(released) in client.get(path).text


def test_a_course_without_one_has_no_such_page_and_offers_none(client):
    trainer, page = written(marked=0)
    edition = release(course_page=page, by=trainer, at=NOON, note="Hello.", expect="")

    assert client.get(address(edition)).status_code == 404
    assert "/sample/" not in client.get("/").text + client.get(f"/courses/{edition.course.slug}/").text
    assert "sample" not in edition.about


def test_it_is_shut_with_its_course(client, released):
    released.course.closed_at = timezone.now()
    released.course.save()

    assert client.get(address(released)).status_code == 404


def test_two_marked_are_mended_first(db):
    _, page = written(marked=2)

    findings = check_release(read_manuscript(page))

    assert [(each.words, each.mend_first) for each in findings if "open sample" in each.words] == [
        ("Only one lesson can be the open sample: “Lesson 1” and “Lesson 2” are marked.", True)
    ]
