"""“Was the old answer wrong?”: one ruling for each version that was, never on the one of today."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses import actions
from courses.actions.release import ItemDecision, NothingLeftToMark, release
from courses.kinds.single_choice.question import SingleChoiceOption, SingleChoiceQuestion
from courses.models import Edition, ItemRuling, Remarking
from courses.rules.items import thaw_item
from tests.courses.found_again import AGAIN
from tests.factories.authoring import a_released_course
from tests.factories.courses import an_enrolment
from tests.factories.learning import answer_all, start, submit
from tests.factories.rulings import correct, do_the_marking, turn_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def released():
    page, edition = a_released_course(lessons=0)
    return page, edition, SingleChoiceQuestion.objects.first()


def item_in(edition, question):
    body = edition.activities.get(kind="quiz").body
    return thaw_item(next(item for item in body["items"] if item["key"] == str(question.key)))


@pytest.mark.parametrize("kind", ["correction", "new-content"])
@pytest.mark.parametrize("decision", ["accept-also", "credit-everyone", "leave-out"])
def test_one_ruling_on_the_version_that_was(released, kind, decision):
    page, first, question = released
    turn_round(question)

    second = correct(page, question, decision, kind=kind)

    [ruling] = ItemRuling.objects.all()
    right_now = item_in(second, question).right() if decision == "accept-also" else None
    assert (ruling.item_digest, ruling.kind) == (item_in(first, question).digest, decision)
    assert (ruling.alternative, ruling.before, ruling.format) == (right_now, second, 2)
    assert (ruling.edition_number, ruling.option_key) == (None, None)
    [remarking] = Remarking.objects.all()
    assert (remarking.edition, remarking.activities) == (second, [first.activities.get().pk])


def test_a_second_correction_rules_on_each_version_that_is_right_in_another_way(released):
    page, first, question = released
    third = SingleChoiceOption.objects.create(question=question, text="A third one", why="No.", sort_order=9)
    second = release(course_page=page, by=page.owner, at=timezone.now())
    turn_round(question)
    SingleChoiceOption.objects.filter(pk=third.pk).update(right=False)
    corrected = correct(page, question, "credit-everyone")
    for option in question.options.all():
        SingleChoiceOption.objects.filter(pk=option.pk).update(right=option == third)

    newest = correct(page, question, "leave-out")

    judged = ItemRuling.objects.filter(kind="leave-out").values_list("item_digest", flat=True)
    earlier = [item_in(edition, question).digest for edition in (first, second, corrected)]
    assert sorted(judged) == sorted(set(earlier))
    assert item_in(newest, question).digest not in set(judged)


def test_turned_back_to_what_it_was_it_is_a_new_question_to_whoever_starts_then(released):
    page, first, question = released
    turn_round(question)
    correct(page, question, "accept-also")
    turn_round(question)
    third = correct(page, question, "accept-also")
    assert item_in(third, question).digest == item_in(first, question).digest

    attempt = start(an_enrolment(edition=third))
    answer_all(attempt, right=True)
    item = next(item for item in attempt.activity.body["items"] if item["key"] == str(question.key))
    wrong = [option["key"] for option in item["options"] if not option["right"]]
    answer_only(attempt, item, wrong)

    assert submit(attempt).score == 2


def answer_only(attempt, item, keys):
    answers = {item["key"]: {"chosen": keys}}
    actions.record_answers(attempt=attempt, answers=answers, by=attempt.enrolment.learner, at=timezone.now())


def test_leaving_nothing_to_mark_is_refused():
    page, _ = a_released_course(lessons=0, questions=1)
    question = SingleChoiceQuestion.objects.get()
    turn_round(question)

    with pytest.raises(NothingLeftToMark, match="leave nothing to mark in “Check what you know”"):
        correct(page, question, "leave-out")
    assert (Edition.objects.count(), ItemRuling.objects.count()) == (1, 0)


def test_so_is_leaving_out_the_last_of_several(released):
    page, _, _ = released
    questions = list(SingleChoiceQuestion.objects.all())
    for question in questions:
        turn_round(question)
    decisions = [ItemDecision(str(question.key), "leave-out") for question in questions]
    how = {"course_page": page, "kind": "correction", "by": page.owner}

    with pytest.raises(NothingLeftToMark):
        release(**how, at=timezone.now(), decisions=decisions)
    release(**how, at=timezone.now(), decisions=decisions[1:])
    turn_round(questions[0])
    release(**how, at=timezone.now())
    turn_round(questions[0])
    with pytest.raises(NothingLeftToMark):
        release(**how, at=timezone.now(), decisions=decisions[:1])


def test_a_decision_about_a_question_that_is_not_asked_says_nothing(released):
    page, _, question = released
    turn_round(question)
    decisions = [ItemDecision("11111111-1111-4111-8111-111111111111", "leave-out")]

    release(course_page=page, kind="correction", by=page.owner, at=timezone.now(), decisions=decisions)

    assert not ItemRuling.objects.exists()
    assert not Remarking.objects.exists()


@pytest.mark.parametrize("people", [1, 4])
def test_releasing_costs_the_same_however_many_answered(client, known_types, released, people):
    page, first, question = released
    for _ in range(people):
        attempt = start(an_enrolment(edition=first))
        answer_all(attempt)
        submit(attempt)
    turn_round(question)
    client.force_login(page.owner)
    client.get(f"/cms/courses/{page.pk}/release/")  # so that what was frozen is known already
    sent = {"then": "release", "expect": "1", "kind": "correction", f"ruling-{question.key}": "accept-also"}

    with CaptureQueriesContext(
        connection,
    ) as statements:
        client.post(f"/cms/courses/{page.pk}/release/", sent)

    asked = [each["sql"] for each in statements]
    assert Remarking.objects.exists()
    assert not [sql for sql in asked if "courses_attempt" in sql or "courses_response" in sql]
    assert len(asked) == 43 + AGAIN


def test_the_editions_page_says_how_far_marking_again_is(client, released):
    page, first, question = released
    attempt = start(an_enrolment(edition=first))
    answer_all(attempt)
    submit(attempt)
    turn_round(question)
    correct(page, question, "accept-also")
    client.force_login(page.owner)
    address = f"/cms/courses/{page.pk}/editions/"

    assert "Marking again: not begun yet." in client.get(address).text
    Remarking.objects.update(total=300, looked_at=120)
    assert "Marking again: 120 of 300." in client.get(address).text
    Remarking.objects.update(total=None, looked_at=0)
    do_the_marking()

    assert "Marked again: 1 of 1, done." in client.get(address).text
