"""Drafts in the real player: next works, quizzes mark, nothing is stored."""

import re

import pytest

from courses.activities.lesson.page import LessonPage
from courses.activities.quiz.page import QuizPage
from courses.kinds.single_choice.question import SingleChoiceQuestion
from courses.models import Attempt, Course, Enrolment, ResponseEvent
from tests.factories.authoring import a_course_page, a_trainer
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(client):
    """Where the walk through a course that was never marked ready begins."""
    trainer = a_trainer()
    client.force_login(trainer)
    course = a_course_page(by=trainer, ready=False, lessons=2)
    return f"/cms/courses/{course.pk}/walk/"


def test_a_trainer_walks_from_the_outline_to_the_result(client, walk):
    lessons, quiz = LessonPage.objects.order_by("path"), QuizPage.objects.get()
    assert "Nothing you do here is kept" in client.get(walk).text

    lesson = client.get(f"{walk}{lessons[0].translation_key}/")
    assert "Babies feel before they speak." in lesson.text
    assert "Finished. Next: Lesson 2" in lesson.text
    onwards = client.post(f"{walk}{lessons[0].translation_key}/finish/", follow=True)
    assert onwards.redirect_chain[-1][0] == f"{walk}{lessons[1].translation_key}/"

    begun = client.post(f"{walk}{quiz.translation_key}/start/", follow=True)
    answers = {
        f"item-{question.key}": str(question.options.get(right=True).key)
        for question in SingleChoiceQuestion.objects.all()
    }
    for name in answers:
        assert name in begun.text
    [submit] = re.findall(r'action="([^"]+/submit/)"', begun.text)
    result = client.post(submit, {**answers, "then": "finish"})

    assert "Passed" in result.text
    assert not any(model.objects.exists() for model in (Attempt, ResponseEvent, Enrolment, Course))


def test_wrong_answers_are_marked_as_wrong(client, walk):
    quiz = QuizPage.objects.get()

    result = client.post(f"{walk}{quiz.translation_key}/attempts/1/submit/", {"then": "finish-anyway"})

    assert "Not passed yet" in result.text


def test_empty_questions_are_said(client, walk):
    quiz = QuizPage.objects.get()

    page = client.post(f"{walk}{quiz.translation_key}/attempts/1/submit/", {"then": "finish"})

    assert "You have answered none of" in page.text


def test_what_the_player_sends_is_acknowledged_and_dropped(client, walk):
    quiz = QuizPage.objects.get()

    sent = client.post(
        f"{walk}{quiz.translation_key}/attempts/1/save/", "{}", content_type="application/json"
    )

    assert sent.json()["saved"] is True
    assert not ResponseEvent.objects.exists()


def test_a_part_that_is_not_there_is_a_404(client, walk):
    assert client.get(f"{walk}00000000-0000-4000-8000-000000000000/").status_code == 404


def test_a_learner_does_not_walk_through_drafts(client, walk):
    client.force_login(a_person())

    assert client.get(walk).status_code == 403


@pytest.mark.parametrize(("model", "words"), [(LessonPage, "Babies feel"), (QuizPage, "The right one")])
def test_the_live_preview_is_the_learners_page(client, walk, model, words):
    page = model.objects.first().as_drafted()

    html = page.make_preview_request().rendered_content

    assert words in html
    assert 'class="page__main' in html


def test_a_preview_may_be_shown_in_the_editors_frame(client, walk):
    page = client.get(f"/cms/pages/{LessonPage.objects.first().pk}/view_draft/")

    assert page.status_code == 200
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
