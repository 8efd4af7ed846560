"""A kind that only the tests have works everywhere, known to the house by nothing but the contract.

The places: picker of kinds, its form, bank, filter, choosing for a quiz, preview, copy, manuscript, what to
mend, walk-through, release, what a release changes, the quiz with and without script, marking, result,
rulings, marking again.
"""

import re
import uuid

import pytest
from django.urls import reverse

from courses.actions.authoring import copy_question
from courses.actions.release import check_release, release
from courses.activities.quiz.page import QuizPage
from courses.models import Attempt, Enrolment, ResponseEvent, ResponseWords
from courses.models.authoring import CoursePage, Question
from courses.models.authoring.manuscript import read_manuscript
from tests.factories import NOON
from tests.factories.authoring import a_course_page, a_question_in_words, a_trainer, no_files  # noqa: F401
from tests.factories.people import a_person
from tests.written_word.models import WrittenWordQuestion

pytestmark = pytest.mark.django_db
STEM = '{"blocks": [{"key": "a", "type": "unstyled", "text": "So?", "entityRanges": []}], "entityMap": {}}'


def a_written_word(word="repair", **fields):
    return a_question_in_words("What comes after a mismatch?", kind="written-word", word=word, **fields)


@pytest.fixture
def trainer(client):
    trainer = a_trainer()
    client.force_login(trainer)
    return trainer


@pytest.fixture
def course(trainer) -> CoursePage:
    quiz = {"title": "Check what you know", "questions": [a_written_word()], "attempts": 0}
    lesson = {"title": "Lesson 1", "objectives": ["o"], "blocks": [{"kind": "text", "html": "<p>Words.</p>"}]}
    return a_course_page(by=trainer, modules=[{"title": "Module 1", "lessons": [lesson], "quiz": quiz}])


def test_it_is_offered_among_the_kinds_and_written_in_its_own_form(client, trainer):
    assert "One word, written." in client.get("/cms/questions/add/").text

    form = client.get("/cms/questions/written-word/add/")
    written = {"stem": STEM, "word": "repair", "explanation": "null", "tags": ""}
    client.post("/cms/questions/written-word/add/", written)

    assert 'name="word"' in form.text
    assert WrittenWordQuestion.objects.get().word == "repair"


def test_the_bank_and_the_picker_find_it(client, trainer, course):
    quiz = QuizPage.objects.get()

    bank = client.get("/cms/questions/", {"kind": "written-word"})
    picker = client.get(f"/cms/quizzes/{quiz.pk}/questions/", {"kind": "written-word", "everything": "yes"})

    assert "What comes after a mismatch?" in bank.text
    assert [row["kind"] for row in picker.context["found"]] == ["Written word"]
    assert picker.context["found"][0]["answers"] == ["repair"]


def test_it_is_previewed_as_asked_and_as_explained(client, trainer, course):
    question = WrittenWordQuestion.objects.get()
    preview = question.make_preview_request(preview_mode="")

    text = preview.rendered_content if hasattr(preview, "rendered_content") else preview.content.decode()

    assert f'name="item-{question.key}-word"' in text
    assert "The word is repair." in text


def test_a_copy_says_the_same(trainer, course):
    question = WrittenWordQuestion.objects.get()

    copy = copy_question(question=question, by=trainer)

    assert (copy.word, copy.key == question.key) == ("repair", False)


def test_a_manuscript_that_is_written_out_reads_in_again(course):
    question = WrittenWordQuestion.objects.get()

    again = WrittenWordQuestion.read_in(question.write_out(), {"stem": question.stem})

    assert again.word == question.word


def test_what_it_lacks_is_to_be_mended_first(course):
    question = WrittenWordQuestion.objects.get()
    question.word = ""
    question.save_revision().publish()

    to_mend = [finding.words for finding in check_release(read_manuscript(course)) if finding.mend_first]
    assert any("It names no word." in words for words in to_mend)


def test_it_can_be_walked_through(client, trainer, course):
    quiz, question = QuizPage.objects.get(), WrittenWordQuestion.objects.get()
    submit = f"/cms/courses/{course.pk}/walk/{quiz.translation_key}/attempts/1/submit/"
    name = f"item-{question.key}-word"

    assert "You have answered none of 1" in client.post(submit, {name: "", "then": "finish"}).text
    assert "Passed" in client.post(submit, {name: "Repair", "then": "finish"}).text
    too_long = client.post(submit, {name: "x" * 50, "then": "finish"})
    assert (too_long.status_code, "Write one word." in too_long.text) == (400, True)
    assert not Attempt.objects.exists()


def test_what_changed_in_it_is_said_before_a_release(client, trainer, course):
    release(course_page=course, by=trainer, at=NOON)
    question = Question.objects.get()
    question.word = "rupture"
    question.save_revision().publish()

    page = client.get(reverse("authoring:release", args=[course.pk]))

    assert "Another answer is right." in page.text


@pytest.fixture
def begun(client, trainer, course) -> str:
    """The address of an open attempt by somebody who joined the course."""
    edition = release(course_page=course, by=trainer, at=NOON)
    learner = a_person("Lena Learner")
    client.force_login(learner)
    client.post(f"/courses/{edition.course.slug}/join/", {"name": "Lena Learner"})
    enrolment = Enrolment.objects.get(learner=learner)
    lesson, quiz = edition.activities.order_by("position")
    client.post(reverse("courses:finish", args=[enrolment.pk, lesson.key]))
    client.post(reverse("courses:start_attempt", args=[enrolment.pk, quiz.key]))
    return Attempt.objects.get().get_absolute_url()


def test_it_is_asked_without_script_and_passed(client, begun):
    page = client.get(begun)
    name = f"item-{Question.objects.get().key}-word"
    assert f'name="{name}"' in page.text

    stopped = client.post(f"{begun}submit/", {name: "repair", "then": "stop"}, follow=True)
    again = client.get(begun)
    form = {**known_in(again), name: "repair", "then": "finish"}
    result = client.post(f"{begun}submit/", form, follow=True)

    assert stopped.status_code == 200
    assert f'name="{name}" value="repair"' in again.text
    assert "Passed" in result.text
    assert "You wrote “repair”." in result.text


def test_what_is_typed_is_kept_beside_the_answer(client, begun):
    key = str(Question.objects.get().key)
    sent = {
        "client_id": str(uuid.uuid4()),
        "item": key,
        "answer": {"fields": {"word": ["mend<b>"]}},
        "after": 0,
    }

    saved = client.post(f"{begun}save/", sent, content_type="application/json")

    assert saved.json()["saved"]
    assert ResponseEvent.objects.get().answer == {"letters": 7}
    assert ResponseWords.objects.get().words == {"word": "mend<b>"}
    assert 'value="mend&lt;b&gt;"' in client.get(begun).text
    assert (
        "You wrote “mend&lt;b&gt;”." in client.post(f"{begun}submit/", {"then": "finish"}, follow=True).text
    )


def test_words_that_differ_are_another_answer_though_their_numbers_are_the_same(client, begun):
    name = f"item-{Question.objects.get().key}-word"
    for word in ("repair", "mender"):
        client.post(f"{begun}submit/", {**known_in(client.get(begun)), name: word, "then": "stop"})

    assert 'value="mender"' in client.get(begun).text
    assert ResponseEvent.objects.count() == 2


def test_words_that_were_erased_leave_the_marks_as_they_were(client, begun):
    name = f"item-{Question.objects.get().key}-word"
    client.post(f"{begun}submit/", {name: "repair", "then": "finish"})
    ResponseWords.objects.update(words={})

    result = client.get(begun)

    assert "Passed" in result.text
    assert Attempt.objects.get().score == 1


def known_in(page) -> dict[str, str]:
    """What the page says of the answers that it was rendered with."""
    return dict(re.findall(r'name="(known-[^"]+)" value="(\d+)"', page.text))
