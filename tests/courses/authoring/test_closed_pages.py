"""What Wagtail offers for any page and makes no sense for a course's is closed, and nothing breaks."""

import pytest
from wagtail.models import Page

from courses.activities.lesson.page import LessonPage
from courses.activities.quiz.page import QuizPage
from courses.models.authoring import CoursePage, CourseShelf, ModulePage, Question
from tests.factories.authoring import a_course_page, a_trainer

pytestmark = pytest.mark.django_db
TOO_LARGE = 10**30


@pytest.fixture
def course(client) -> CoursePage:
    trainer = a_trainer()
    client.force_login(trainer)
    return a_course_page(by=trainer)


@pytest.mark.parametrize("model", [CourseShelf, CoursePage, ModulePage])
def test_what_has_no_look_has_no_draft_to_view(client, course, model):
    assert client.get(f"/cms/pages/{model.objects.get().pk}/view_draft/").status_code == 302


def test_a_lesson_has_no_attempts_to_walk_through(client, course):
    part = f"/cms/courses/{course.pk}/walk/{LessonPage.objects.get().translation_key}/"

    assert client.get(f"{part}attempts/1/").status_code == 404
    assert client.get(f"{part}attempts/1/submit/").status_code == 404
    assert client.post(f"{part}attempts/1/submit/").status_code == 404
    assert client.post(f"{part}start/").status_code == 404


@pytest.mark.parametrize("what", ["edit", "delete", "copy", "usage", "history", "preview", "unpublish"])
def test_a_number_that_no_database_holds_is_no_question(client, course, what):
    kind = Question.objects.first().kind

    assert client.get(f"/cms/questions/{kind}/{what}/{TOO_LARGE}/").status_code == 404
    assert client.post(f"/cms/questions/{kind}/{what}/{TOO_LARGE}/").status_code == 404


@pytest.mark.parametrize("what", ["edit", "delete", "usage", "history", "unpublish"])
def test_the_bank_itself_has_a_list_and_no_forms(client, course, what):
    assert client.get(f"/cms/questions/{what}/{Question.objects.first().pk}/").status_code == 404
    assert client.get("/cms/questions/").status_code == 200


def test_a_course_is_copied_from_its_outline_only(client, course):
    assert client.get(f"/cms/pages/{course.pk}/copy/").status_code == 302
    assert client.post(f"/cms/api/main/pages/{course.pk}/action/copy/").status_code == 403
    assert CoursePage.objects.count() == 1


def test_parts_are_moved_and_added_in_the_outline_only(client, course):
    lesson, module = LessonPage.objects.get(), ModulePage.objects.get()
    before = list(Page.objects.order_by("path").values_list("pk", "path"))

    client.post(f"/cms/pages/{lesson.pk}/move/{module.pk}/confirm/")
    client.post(f"/cms/pages/{lesson.pk}/set_position/?position=1")
    client.post(f"/cms/bulk/wagtailcore/page/move/?id={lesson.pk}", {"chooser": module.pk})
    client.post(f"/cms/pages/add/courses/lessonpage/{module.pk}/", {"title": "New"})
    client.post(f"/cms/pages/{QuizPage.objects.get().pk}/privacy/", {"restriction_type": "login"})

    assert list(Page.objects.order_by("path").values_list("pk", "path")) == before
    assert client.get(f"/cms/pages/{lesson.pk}/privacy/").status_code == 404


def test_a_form_without_its_fields_is_no_broken_page(client, course):
    assert client.post(f"/cms/pages/{LessonPage.objects.get().pk}/edit/").status_code == 400
