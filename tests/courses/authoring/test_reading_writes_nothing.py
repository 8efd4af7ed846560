"""Looking at a course, its release, a walk through it or the bank makes no rendition and stores no file."""

import os
import sys

import pytest
from django.conf import settings
from django.db import connection

from cms.models import KeptPicture
from courses.actions import release
from courses.actions.release import NothingToRelease
from courses.activities.lesson.page import LessonPage
from courses.activities.quiz.page import QuizPage
from courses.models import Edition
from courses.models.authoring import CoursePage
from tests.factories import NOON
from tests.factories.authoring import a_course_page, a_trainer
from tests.factories.cms import a_document, a_picture
from tests.house.authorisation.asking import Writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(client) -> CoursePage:
    """With a picture at its head, one in its lesson, one before its quiz, and a file."""
    trainer = a_trainer()
    page = a_course_page(by=trainer)
    client.force_login(trainer)
    picture, document = a_picture(width=613, height=335), a_document()
    shown = ("picture", {"image": picture, "alt": "Two faces", "caption": ""})
    lesson, quiz = LessonPage.objects.get(), QuizPage.objects.get()
    lesson.body = [("text", "<p>Babies feel.</p>"), shown, ("download", {"document": document, "title": ""})]
    quiz.introduction = [shown]
    page.picture, page.picture_alt = picture, "Two faces"
    for each in (lesson, quiz, page):
        each.save_revision().publish()
    return CoursePage.objects.get()


def files() -> dict[str, float]:
    return {
        os.path.join(folder, name): os.path.getmtime(os.path.join(folder, name))
        for root in (settings.KEPT_FILES, settings.MEDIA_ROOT)
        for folder, _, names in os.walk(root)
        for name in names
    }


def pages(course: CoursePage) -> list[str]:
    lesson, quiz = LessonPage.objects.get(), QuizPage.objects.get()
    here = f"/cms/courses/{course.pk}/"
    parts = [f"{here}walk/{part.translation_key}/" for part in (lesson, quiz)]
    return [
        "/cms/courses/",
        here,
        f"{here}release/",
        f"{here}editions/",
        f"{here}walk/",
        *parts,
        f"{parts[1]}attempts/1/",
        f"/cms/quizzes/{quiz.pk}/questions/",
        "/cms/questions/",
        f"/cms/pages/{lesson.pk}/view_draft/",
        f"/cms/pages/{quiz.pk}/view_draft/",
        f"/cms/pages/{lesson.pk}/revisions/{lesson.latest_revision_id}/view/",
    ]


@pytest.mark.parametrize("kept_already", [True, False])
def test_reading_makes_and_stores_nothing(client, course, kept_already):
    if not kept_already:
        KeptPicture.objects.all().delete()
    before = files()

    for address in pages(course):
        writes = Writes()
        with connection.execute_wrapper(writes):
            assert client.get(address).status_code == 200, address
        assert writes.forbidden == set(), address
        assert files() == before, address


def test_the_walk_shows_the_picture(client, course):
    page = client.get(f"/cms/courses/{course.pk}/walk/{LessonPage.objects.get().translation_key}/")
    address = page.text.partition('<img src="')[2].partition('"')[0]

    assert client.get(address)["Content-Type"] == "image/webp"


def test_a_walk_says_where_something_is_missing(client, course):
    KeptPicture.objects.all().delete()

    page = client.get(f"/cms/courses/{course.pk}/walk/{LessonPage.objects.get().translation_key}/")

    assert "Something is missing here" in page.text


@pytest.mark.parametrize("lost", ["picture", "file"])
def test_nothing_is_released_with_a_hole_in_it(client, course, lost):
    picture = CoursePage.objects.get().picture
    file = picture.file if lost == "picture" else LessonPage.objects.get().body[2].value["document"].file
    os.unlink(file.path)

    screen = client.get(f"/cms/courses/{course.pk}/release/")
    with pytest.raises(NothingToRelease, match="missing or damaged"):
        release(course_page=course, by=course.owner, at=NOON)

    assert "missing or damaged. Upload it again." in screen.text
    assert not Edition.objects.exists()


def test_what_could_not_be_frozen_is_not_released_even_if_it_was_not_found(course, monkeypatch):
    releasing = sys.modules["courses.actions.release.releasing"]
    monkeypatch.setattr(releasing, "check_release", lambda *args, **more: [])
    KeptPicture.objects.all().delete()

    with pytest.raises(NothingToRelease, match="could not be read just now"):
        release(course_page=course, by=course.owner, at=NOON)
