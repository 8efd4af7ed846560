"""A trainer reads and uses what another wrote or uploaded, and neither changes nor deletes it."""

import pytest
from wagtail.documents.models import Document
from wagtail.images.models import Image

from cms.models import Source
from courses.actions import authoring
from courses.activities.quiz.page import QuizPage
from courses.models.authoring import Question
from lms.core.refusals import NotAllowed
from lms.people.models import RoleHolding
from tests.factories import NOON
from tests.factories.authoring import a_course_page, a_trainer
from tests.factories.cms import a_document, a_picture, a_source
from tests.factories.people import a_person
from tests.factories.pictures import a_drawing, as_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return a_trainer("Olga Owner")


@pytest.fixture
def other(client):
    other = a_trainer("Otto Other")
    client.force_login(other)
    return other


@pytest.fixture
def question(owner) -> Question:
    a_course_page(by=owner, questions=2)
    return Question.objects.order_by("pk").first()


def address(question: Question, what: str) -> str:
    return f"/cms/questions/{question.kind}/{what}/{question.pk}/"


def test_anothers_question_is_neither_deleted_nor_taken_back_nor_changed(client, question, other):
    revision = question.latest_revision_id

    assert client.post(address(question, "delete")).status_code == 403
    assert client.post(address(question, "unpublish")).status_code == 403
    for more in ({}, {"action-publish": "1"}):
        sent = {"stem": "{}", "options-TOTAL_FORMS": "0", **more}
        assert client.post(address(question, "edit"), sent).status_code == 403
    back = f"/cms/questions/{question.kind}/history/{question.pk}/revisions/{revision}/revert/"
    assert client.post(back).status_code == 403

    kept = Question.objects.get(pk=question.pk)
    assert kept.live
    assert kept.latest_revision_id == revision


def test_several_of_anothers_questions_are_not_deleted_at_once(client, question, other):
    both = "&".join(f"id={each.pk}" for each in Question.objects.all())
    for model in (type(question)._meta.model_name, "question"):
        client.post(f"/cms/bulk/courses/{model}/delete/?{both}", {"wagtailadmin_site_name": "x"})

    assert Question.objects.count() == 2


def test_anothers_question_is_read_copied_and_asked(client, question, other):
    page = client.get(address(question, "edit"), follow=True)
    assert "Only Olga Owner and those who write its course change this question." in page.text
    assert "The right one" in page.text

    client.post(address(question, "copy"))
    assert Question.objects.order_by("pk").last().written_by == other

    quiz = QuizPage.objects.descendant_of(a_course_page(by=other, title="Another")).get()
    client.post(f"/cms/quizzes/{quiz.pk}/questions/", {"question": question.pk})
    assert question.pk in [each.pk for each in QuizPage.objects.get(pk=quiz.pk).as_drafted().questions()]


def test_anothers_question_is_not_marked_ready_with_ones_own_course(client, question, other):
    question.save_revision()
    course = a_course_page(by=other)
    quiz = QuizPage.objects.descendant_of(course).get()
    authoring.place_questions(quiz=quiz, questions=[question.pk], by=other)

    with pytest.raises(NotAllowed):
        authoring.mark_ready(question, by=other)
    screen = client.get(f"/cms/courses/{course.pk}/release/")
    client.post(
        f"/cms/courses/{course.pk}/release/", {"take_in": f"question-{question.pk}", "then": "take_in"}
    )
    ready = client.post(f"/cms/courses/{course.pk}/ready/", follow=True)

    assert "ask its author to mark it ready" in screen.text
    assert "Everything of yours in this course is ready now." in ready.text
    assert "of other authors stayed as they are" in ready.text
    assert Question.objects.get(pk=question.pk).state == "changed"


def test_who_writes_the_course_changes_its_questions(client, question, owner, other):
    course = question.objective.course
    authoring.add_author(course_page=course, user=other, by=owner, at=NOON)

    assert client.get(address(question, "edit")).status_code == 200
    assert client.post(address(question, "delete")).status_code == 302
    assert not Question.objects.filter(pk=question.pk).exists()


def test_an_administrator_changes_everything(client, question, owner):
    administrator = a_person("Ada Admin")
    RoleHolding.objects.create(user=administrator, role="network-administrator", granted_at=NOON)
    client.force_login(administrator)
    picture = a_picture()
    Image.objects.update(uploaded_by_user=owner)

    assert client.get(address(question, "edit")).status_code == 200
    assert client.get(f"/cms/sources/edit/{a_source(added_by=owner).pk}/").status_code == 200
    assert client.post(f"/cms/images/{picture.pk}/delete/").status_code == 302
    assert not Image.objects.exists()


def test_anothers_picture_and_file_stay_as_they_are(client, owner, other):
    picture, document = a_picture(), a_document()
    Image.objects.update(uploaded_by_user=owner)
    Document.objects.update(uploaded_by_user=owner)

    for start in (f"/cms/images/{picture.pk}", f"/cms/images/multiple/{picture.pk}"):
        client.post(f"{start}/", {"title": "Mine", f"image-{picture.pk}-title": "Mine"})
        client.post(f"{start}/delete/")
    client.post(f"/cms/documents/edit/{document.pk}/", {"title": "Mine"})
    client.post(f"/cms/documents/delete/{document.pk}/")
    client.post(f"/cms/bulk/wagtailimages/image/delete/?id={picture.pk}")
    client.post(f"/cms/bulk/wagtaildocs/document/delete/?id={document.pk}")

    assert Image.objects.get().title == "Two faces"
    assert Document.objects.get().title == "Ten sentences"


def test_ones_own_picture_is_changed_and_deleted(client, other):
    picture = a_picture()
    Image.objects.update(uploaded_by_user=other)

    assert client.get(f"/cms/images/{picture.pk}/").status_code == 200
    client.post(f"/cms/images/{picture.pk}/delete/")

    assert not Image.objects.exists()


def test_anothers_source_stays_as_it_is(client, owner, other):
    source = a_source(added_by=owner)

    edited = client.post(f"/cms/sources/edit/{source.pk}/", {"title": "Mine", "checked_on": "2026-11-20"})
    deleted = client.post(f"/cms/sources/delete/{source.pk}/")
    client.post(f"/cms/bulk/cms/source/delete/?id={source.pk}")

    assert (edited.status_code, deleted.status_code) == (403, 403)
    assert "belongs to another author" in edited.text
    assert Source.objects.get().title == source.title


def test_a_source_that_one_added_is_ones_own(client, other):
    client.post("/cms/sources/add/", {"title": "A study", "publisher": "", "address": "", "checked_on": ""})
    source = Source.objects.get()

    assert source.added_by == other
    assert client.get(f"/cms/sources/edit/{source.pk}/").status_code == 200
    client.post(f"/cms/sources/delete/{source.pk}/")
    assert not Source.objects.exists()


def test_what_a_manuscript_brings_along_belongs_to_whoever_wrote_it_in(owner):
    content = as_file(a_drawing())
    blocks = [{"kind": "picture", "file": "faces.png", "alt": "Two faces"}]
    manuscript = {
        "title": "With a picture",
        "modules": [{"title": "One", "lessons": [{"title": "Lesson", "blocks": blocks}]}],
    }

    authoring.write_course(manuscript, read=lambda name: content, by=owner, at=NOON)

    assert Image.objects.order_by("pk").last().uploaded_by_user == owner
