"""Deleting anything in the editor hurts no learner and gives no error page."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page

from courses.actions import enrol
from courses.actions.authoring import new_course
from courses.activities.lesson.page import LessonPage
from courses.activities.quiz.page import QuizPage
from courses.models.authoring import CoursePage, CourseShelf, Objective, Question
from lms.people.models import RoleHolding
from tests.factories import NOON
from tests.factories.authoring import a_released_course, a_trainer
from tests.factories.cms import a_picture
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(client):
    """Released, somebody is on it, and an administrator is signed in."""
    administrator = a_person("Ada Admin")
    RoleHolding.objects.create(user=administrator, role="network-administrator", granted_at=NOON)
    page, edition = a_released_course()
    learner = a_person("Lena Learner")
    enrolment = enrol(course=edition.course, by=learner, at=NOON)
    client.force_login(administrator)
    return page, edition, learner, enrolment


def still_reads(client, learner, enrolment, edition) -> None:
    client.force_login(learner)
    for activity in edition.activities.all():
        page = client.get(f"/learn/{enrolment.pk}/{activity.key}/")
        assert page.status_code == 200
        assert activity.title in page.text
    assert edition.title in client.get(f"/courses/{edition.course.slug}/").text


@pytest.mark.parametrize("model", [LessonPage, QuizPage, CoursePage, CourseShelf])
def test_a_page_with_learners_on_it(client, course, model):
    _, edition, learner, enrolment = course
    doomed = model.objects.get()

    assert client.get(f"/cms/pages/{doomed.pk}/delete/").status_code == 200
    gone = client.post(f"/cms/pages/{doomed.pk}/delete/", follow=True)

    assert gone.status_code == 200
    assert not Page.objects.filter(pk=doomed.pk).exists()
    still_reads(client, learner, enrolment, edition)


def test_a_question_that_is_asked(client, course):
    page, edition, learner, enrolment = course
    question = Question.objects.first()
    address = f"/cms/questions/{question.kind}/delete/{question.pk}/"

    assert client.get(address).status_code == 200
    assert client.post(address, follow=True).status_code == 200

    assert len(QuizPage.objects.get().as_drafted().questions()) == 2
    assert client.get(f"/cms/quizzes/{QuizPage.objects.get().pk}/questions/").status_code == 200
    assert client.get(f"/cms/courses/{page.pk}/release/").status_code == 200
    still_reads(client, learner, enrolment, edition)


def test_a_picture_in_a_lesson(client, course):
    page, edition, learner, enrolment = course
    picture = a_picture()
    lesson = LessonPage.objects.get()
    lesson.body = [("picture", {"image": picture, "alt": "Two faces", "caption": ""})]
    lesson.save_revision().publish()

    assert client.get(f"/cms/images/{picture.pk}/delete/").status_code == 200
    assert client.post(f"/cms/images/{picture.pk}/delete/", follow=True).status_code == 200

    assert client.get(f"/cms/pages/{lesson.pk}/edit/").status_code == 200
    assert "A picture is missing" in client.get(f"/cms/courses/{page.pk}/release/").text
    still_reads(client, learner, enrolment, edition)


def test_an_objective_that_questions_serve(client, course):
    page, edition, learner, enrolment = course
    Objective.objects.all().delete()

    assert client.get(f"/cms/courses/{page.pk}/release/").status_code == 200
    assert client.get(f"/cms/pages/{LessonPage.objects.get().pk}/edit/").status_code == 200
    still_reads(client, learner, enrolment, edition)


def test_the_shelf_is_made_again_and_the_group_of_authors_goes(client, course):
    page, *_ = course
    CourseShelf.objects.get().delete()

    assert not Group.objects.filter(name=f"Authors of course {page.pk}").exists()
    assert new_course(by=a_trainer(), at=NOON).get_parent().specific_class is CourseShelf
