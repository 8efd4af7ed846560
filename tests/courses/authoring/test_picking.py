"""The bank, and choosing from it for a quiz."""

import pytest

from courses.actions.authoring import copy_question, place_questions, write_course
from courses.activities.quiz.page import QuizPage
from courses.kinds.multiple_response.question import MultipleResponseQuestion
from courses.kinds.single_choice.question import SingleChoiceQuestion
from courses.kinds.true_false.question import TrueFalseQuestion
from courses.models.authoring import CoursePage, Question
from tests.factories import NOON
from tests.factories.authoring import (
    a_course_page,
    a_manuscript,
    a_question_in_words,
    a_trainer,
    no_files,
)

pytestmark = pytest.mark.django_db
STEM = '{"blocks": [{"key": "a", "type": "unstyled", "text": "So?", "entityRanges": []}], "entityMap": {}}'


@pytest.fixture
def trainer(client):
    trainer = a_trainer()
    client.force_login(trainer)
    return trainer


def a_bank(by) -> CoursePage:
    """A course whose quiz asks one question; three more lie in the bank, one of each kind."""
    true_false = [
        {"key": "true", "text": "True", "right": False, "why": "No."},
        {"key": "false", "text": "False", "right": True, "why": "Yes."},
    ]
    questions = [
        a_question_in_words("About repair?", tags="repair, Trust"),
        a_question_in_words("About serves?", kind="multiple-response", objective=None),
        a_question_in_words("Always in tune?", kind="true-false", options=true_false),
    ]
    manuscript = {**a_manuscript(questions=1), "questions": questions}
    return write_course(manuscript, read=no_files, by=by, at=NOON)


def asked(quiz: QuizPage) -> list[str]:
    return [str(question) for question in QuizPage.objects.get(pk=quiz.pk).as_drafted().questions()]


def test_several_are_added_at_once_and_none_twice(client, trainer):
    a_bank(trainer)
    quiz = QuizPage.objects.get()
    wanted = [
        SingleChoiceQuestion.objects.get(stem__contains="repair").pk,
        TrueFalseQuestion.objects.get().pk,
    ]

    client.post(f"/cms/quizzes/{quiz.pk}/questions/", {"question": [*wanted, wanted[0], "x", "999999"]})
    client.post(f"/cms/quizzes/{quiz.pk}/questions/", {"question": wanted})

    assert asked(quiz)[1:] == ["About repair?", "Always in tune?"]
    assert QuizPage.objects.get().state == "changed"


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ({"q": "repair"}, {"About repair?"}),
        ({"q": "REPAÍR? about"}, {"About repair?"}),
        ({"q": "trust"}, {"About repair?"}),  # a tag of it
        ({"kind": "true-false"}, {"Always in tune?"}),
        ({"tag": "trust"}, {"About repair?"}),
        ({"tag": "rust"}, set()),
        ({}, {"About repair?", "About serves?", "Always in tune?"}),
        ({"kind": "no-such-kind", "objective": "abc"}, {"About repair?", "About serves?", "Always in tune?"}),
    ],
)
def test_search_and_filters(client, trainer, sent, found):
    a_bank(trainer)

    page = client.get(f"/cms/quizzes/{QuizPage.objects.get().pk}/questions/", sent)

    assert {row["text"] for row in page.context["found"]} == found


def test_objectives_that_are_not_covered_are_named(client, trainer):
    course = a_bank(trainer)
    course.objectives.create(text="Wait and see.")

    page = client.get(f"/cms/quizzes/{QuizPage.objects.get().pk}/questions/").text

    assert "Wait and see." in page
    assert "not covered by this quiz" in page
    assert "1\u00a0mark, 1 of 1 needed to pass (100\u00a0%)." in page


def test_questions_are_moved_and_taken_out(client, trainer):
    a_bank(trainer)
    quiz = QuizPage.objects.get()
    other = MultipleResponseQuestion.objects.get()
    place_questions(quiz=quiz, questions=[other.pk], by=trainer)
    first = asked(quiz)[0]

    client.post(f"/cms/quizzes/{quiz.pk}/questions/", {"up": other.pk})
    assert asked(quiz) == ["About serves?", first]

    client.post(f"/cms/quizzes/{quiz.pk}/questions/", {"take_out": other.pk})
    assert asked(quiz) == [first]
    assert MultipleResponseQuestion.objects.filter(pk=other.pk).exists()


def test_write_new_returns_with_the_question_placed(client, trainer):
    a_bank(trainer)
    quiz = QuizPage.objects.get()
    kinds = client.get(f"/cms/questions/add/?quiz={quiz.pk}").text
    address = f"/cms/questions/true-false/add/?quiz={quiz.pk}"
    assert address.replace("&", "&amp;") in kinds

    done = client.post(
        address,
        {"stem": STEM, "true_is_right": "True", "why_true": "a", "why_false": "b", "explanation": "null"},
        follow=True,
    )

    assert done.redirect_chain[-1][0] == f"/cms/quizzes/{quiz.pk}/questions/"
    assert asked(quiz)[-1] == "So?"
    assert TrueFalseQuestion.objects.get(stem__contains="So?").written_by == trainer


def test_a_question_is_marked_ready_in_its_form(client, trainer):
    a_bank(trainer)
    question = copy_question(question=TrueFalseQuestion.objects.get(), by=trainer)
    sent = {"stem": STEM, "true_is_right": "True", "why_true": "a", "why_false": "b", "explanation": "null"}

    page = client.post(
        f"/cms/questions/true-false/edit/{question.pk}/", {**sent, "action-publish": "1"}, follow=True
    )

    assert "The question is ready." in page.text
    assert TrueFalseQuestion.objects.get(pk=question.pk).state == "ready"


def test_the_bank_lists_every_kind_once_and_leads_to_its_form(client, trainer):
    a_bank(trainer)

    page = client.get("/cms/questions/").text

    for question in Question.objects.all():
        assert page.count(f'href="/cms/questions/{question.kind}/edit/{question.pk}/"') >= 1
    assert client.get("/cms/questions/", {"kind": "true-false"}).context["object_list"].count() == 1


def test_a_copied_question_has_keys_of_its_own(client, trainer):
    a_bank(trainer)
    question = SingleChoiceQuestion.objects.get(stem__contains="repair")

    address = f"/cms/questions/single-choice/copy/{question.pk}/"
    assert client.get(address).status_code == 200

    page = client.post(address, follow=True)

    assert page.status_code == 200
    copied = SingleChoiceQuestion.objects.first()
    assert (str(copied), copied.key == question.key, copied.state) == (str(question), False, "draft")
    assert [each["text"] for each in copied.freeze_kind()["options"]] == [
        each["text"] for each in question.freeze_kind()["options"]
    ]
    assert not {o.key for o in copied.options.all()} & {o.key for o in question.options.all()}


def test_a_copied_true_or_false_has_keys_of_its_own(client, trainer):
    a_bank(trainer)
    question = TrueFalseQuestion.objects.get()

    copied = copy_question(question=question, by=trainer)

    assert {copied.true_key, copied.false_key}.isdisjoint({question.true_key, question.false_key})


@pytest.mark.parametrize("kind", [SingleChoiceQuestion, MultipleResponseQuestion, TrueFalseQuestion])
def test_every_kind_can_be_edited_and_previewed(client, trainer, kind):
    a_bank(trainer)
    question = kind.objects.first()

    form = client.get(f"/cms/questions/{kind.kind}/edit/{question.pk}/").text
    assert "Mark ready" in form
    assert "Publish</em>" not in form
    html = question.make_preview_request().rendered_content
    assert "As it is explained afterwards" in html


def test_only_the_authors_of_the_course_choose_for_its_quiz(client):
    a_course_page()
    client.force_login(a_trainer("Olga Other"))

    assert client.get(f"/cms/quizzes/{QuizPage.objects.get().pk}/questions/").status_code == 403
