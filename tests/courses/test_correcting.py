"""What a correction may change, and what it may not: part by part."""

import copy

import pytest

from courses.rules.compiled import Compiled, CompiledActivity
from courses.rules.correcting import right_changed, why_no_correction
from tests.factories.courses import a_lesson_body, a_quiz_body, an_item, an_option


def a_course(*, quiz=None, **fields):
    """A lesson and a quiz; ``fields`` are the quiz's."""
    lesson = {"title": "Lesson 1", "minutes": 10, "optional": False, "body": a_lesson_body(), "digest": "l"}
    values = {"title": "Quiz", "minutes": 10, "optional": False, "body": quiz, "digest": "q"} | fields
    return Compiled(
        title="Course",
        summary="",
        participatory_minutes=0,
        about={},
        activities=(
            CompiledActivity(key="lesson", kind="lesson", module="Module 1", **lesson),
            CompiledActivity(key="quiz", kind=values.pop("kind", "quiz"), module="Module 1", **values),
        ),
    )


@pytest.fixture
def quiz():
    return a_quiz_body([an_item("One?"), an_item("Two?", kind="multiple-response", right=2)])


def changed(quiz, change):
    other = copy.deepcopy(quiz)
    change(other)
    return other


ANOTHER_NUMBER = "“Quiz” can be tried another number of times."
ASKS_OTHERS = "“Quiz” asks other questions, or offers other answers."


RULE = {
    "the pass mark": (lambda quiz: quiz.update(pass_percent=81), "“Quiz” is passed at another mark."),
    "fewer attempts": (lambda quiz: quiz.update(attempts=2), ANOTHER_NUMBER),
    "any number of attempts": (lambda quiz: quiz.update(attempts=0), ANOTHER_NUMBER),
    "the order": (lambda quiz: quiz.update(shuffle=True), "“Quiz” comes in another order."),
    "a rule of later": (lambda quiz: quiz.update(time_limit=20), "“Quiz” follows another rule."),
    "a question more": (lambda quiz: quiz["items"].append(an_item()), ASKS_OTHERS),
    "a question less": (lambda quiz: quiz["items"].pop(), ASKS_OTHERS),
    "another question": (lambda quiz: quiz["items"][0].update(key="another"), ASKS_OTHERS),
    "another kind": (lambda quiz: quiz["items"][1].update(kind="single-choice"), ASKS_OTHERS),
    "an answer more": (lambda quiz: quiz["items"][0]["options"].append(an_option("new")), ASKS_OTHERS),
    "an answer less": (lambda quiz: quiz["items"][0]["options"].pop(), ASKS_OTHERS),
    "another answer": (lambda quiz: quiz["items"][0]["options"][0].update(key="another"), ASKS_OTHERS),
}


@pytest.mark.parametrize("part", RULE)
def test_nothing_of_the_rule_may_change_in_a_correction(quiz, part):
    change, why = RULE[part]
    before, after = a_course(quiz=quiz), a_course(quiz=changed(quiz, change))

    assert why_no_correction(before, after) == [why]


@pytest.mark.parametrize("field", [{"optional": True}, {"kind": "lesson"}], ids=["optional", "kind"])
def test_neither_may_whether_it_counts_or_what_it_is(quiz, field):
    assert why_no_correction(a_course(quiz=quiz), a_course(quiz=quiz, **field)) == [
        "“Quiz” counts in another way than before."
    ]


def test_neither_may_its_parts(quiz):
    whole, part = a_course(quiz=quiz), a_course(quiz=quiz)
    part = Compiled("Course", "", 0, {}, part.activities[:1])

    assert why_no_correction(whole, part) == ["“Quiz” is gone."]
    assert why_no_correction(part, whole) == ["“Quiz” is new."]


def turn_round(quiz):
    for option in quiz["items"][0]["options"]:
        option["right"] = not option["right"]


MAY = {
    "the question": lambda quiz: quiz["items"][0].update(stem="<p>Worded better?</p>"),
    "the explanation": lambda quiz: quiz["items"][0].update(explanation="<p>Explained better.</p>"),
    "an answer": lambda quiz: quiz["items"][0]["options"][0].update(text="better", why="<p>Better.</p>"),
    "the order of answers": lambda quiz: quiz["items"][0]["options"].reverse(),
    "the order of questions": lambda quiz: quiz["items"].reverse(),
    "what is right": turn_round,
    "the introduction": lambda quiz: quiz.update(blocks=a_lesson_body()["blocks"]),
}


@pytest.mark.parametrize("part", MAY)
def test_words_order_and_what_is_right_may_be_corrected(quiz, part):
    assert why_no_correction(a_course(quiz=quiz), a_course(quiz=changed(quiz, MAY[part]))) == []


def test_only_what_is_right_in_another_way_is_asked_about(quiz):
    turned = changed(quiz, turn_round)
    worded = changed(quiz, MAY["the question"])

    [found] = right_changed(a_course(quiz=quiz), a_course(quiz=turned))
    assert (found.item, found.activity) == (quiz["items"][0]["key"], "quiz")
    assert right_changed(a_course(quiz=quiz), a_course(quiz=worded)) == []
