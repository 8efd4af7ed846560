"""Questions with answers to tick, as the house asks them."""

import pytest

from cms.rules.formats import UnknownFormat
from courses.kinds._choices.rule import Ticks
from courses.rules.items import Bucket, NotAnAnswer, read_answer, thaw_item
from tests.factories.outlines import a_question

ONE = thaw_item(a_question("q"))
SEVERAL = thaw_item(a_question("q", kind="multiple-response"))


def ticked(*keys):
    return Ticks(frozenset(keys))


def test_each_answer_that_can_be_given_is_counted_in_its_own_words():
    assert ONE.buckets() == [Bucket("q1", "Answer 1", True), Bucket("q2", "Answer 2", False)]
    assert ONE.buckets_of(ticked("q2")) == {"q2"}


@pytest.mark.parametrize(
    ("stem", "hint"),
    [
        ("Which one fits?", "Choose one"),
        ("Choose one of these.", ""),
        ("Which fits? Tick 2.", ""),
        ("Please select all that fit.", ""),
        ("Choose what fits.", "Choose one"),
    ],
)
def test_a_hint_is_given_where_the_question_does_not_say_it(stem, hint):
    assert thaw_item(a_question("q", stem=f"<p>{stem}</p>")).hint == hint


def test_right_and_wrong_answers_for_previews():
    assert (ONE.right(), ONE.right_answer(), ONE.wrong_answer()) == (
        *({"right": ["q1"]}, ticked("q1"), ticked("q2")),
    )
    assert ONE.widened(["q2"]) == {"right": ["q1", "q2"]}
    assert (ONE.empty(), ONE.empty().is_empty, ticked("q1").is_empty) == (ticked(), True, False)
    assert (ticked("q2", "q1").stored(), ticked("q1").words()) == ({"chosen": ["q1", "q2"]}, {})


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (a_question("q", stem="<p>Other</p>"), True),
        (a_question("r"), False),
        (a_question("q", kind="multiple-response"), False),
        (a_question("q", options=a_question("q")["options"][:1]), False),
    ],
)
def test_what_can_be_answered_alike(other, alike):
    assert ONE.answers_alike(thaw_item(other)) is alike


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        ({"chosen": ["q1"]}, ticked("q1")),
        ({"chosen": []}, ticked()),
        ({"fields": {"": ["q2"]}}, ticked("q2")),
        ({"fields": {}}, ticked()),
    ],
)
def test_an_answer_is_read_as_a_script_sends_it(sent, answer):
    assert read_answer(ONE, sent) == answer


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (None, "That is not an answer to this question."),
        ({"chosen": [1]}, "That is not an answer to this question."),
        ({"fields": "q1"}, "That is not an answer to this question."),
        ({"fields": {"": "q1"}}, "That is not an answer to this question."),
        ({"fields": {"": [1]}}, "That is not an answer to this question."),
        ({"chosen": ["r1"]}, "That answer is not among the ones offered."),
        ({"chosen": ["q1", "q2"]}, "Choose only one answer."),
    ],
)
def test_what_is_no_answer_is_refused_in_words(sent, words):
    with pytest.raises(NotAnAnswer) as refused:
        read_answer(ONE, sent)

    assert str(refused.value) == words


@pytest.mark.parametrize(
    ("chosen", "verdict", "is_apart"),
    [((), "wrong", False), (("q1",), "partly", True), (("q1", "q2"), "right", False)],
)
def test_points_are_worth_saying_where_part_of_them_was_earned(chosen, verdict, is_apart):
    first, second = a_question("q")["options"]
    item = thaw_item(a_question("q", kind="multiple-response", options=[first, second | {"right": True}]))
    mark = item.mark(ticked(*chosen))

    assert (mark.verdict, mark.out_of, item.takes_apart(mark)) == (verdict, 1, is_apart)


def test_a_wrong_tick_takes_away_what_a_right_one_earned_and_never_more():
    assert SEVERAL.mark(ticked("q1", "q2")).score == 0
    assert SEVERAL.mark(ticked("q2")).score == 0


@pytest.mark.parametrize("fields", [{"kind": "essay"}, {"format": 2}], ids=["another kind", "a later format"])
def test_a_question_that_nobody_here_reads_is_named(fields):
    kind, format = fields.get("kind", "single-choice"), fields.get("format", 1)

    with pytest.raises(UnknownFormat) as refused:
        thaw_item(a_question("q") | fields)

    assert str(refused.value) == f"Nothing here reads a question of kind “{kind}” in format {format}."
