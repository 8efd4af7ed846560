"""Decisions about frozen items: whom they judge, and that they never take anything away."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.kinds._choices.rule import Ticks
from courses.rules.items import thaw_item
from courses.rules.marking import Ruling, needed_words, share
from courses.rules.quiz import Quiz
from tests.courses.test_marking import quizzes, some_answers
from tests.factories.courses import a_quiz_body, an_item

GOLDEN = Path(__file__).resolve().parent / "golden"
KINDS = ["accept-also", "credit-everyone", "leave-out"]


def keys(item, *texts):
    return [option["key"] for option in item["options"] if option["text"] in texts]


def accepting(frozen, *texts):
    return Ruling(
        frozen["key"], "accept-also", thaw_item(frozen).digest, {"right": sorted(keys(frozen, *texts))}
    )


def score(frozen, ruling, *texts):
    quiz = Quiz.thaw(a_quiz_body([frozen]))
    return quiz.mark({frozen["key"]: Ticks(frozenset(keys(frozen, *texts)))}, [ruling]).score


def test_fewer_are_right_now_and_either_answer_earns_the_whole_point():
    """{A, B, C} was right, {A, B} is."""
    item = an_item(kind="multiple-response", right=3, wrong=2)
    ruling = accepting(item, "right 0", "right 1")

    assert score(item, ruling, "right 0", "right 1", "right 2") == 1
    assert score(item, ruling, "right 0", "right 1") == 1
    assert score(item, ruling, "right 0") == Fraction(1, 2)


def test_another_is_right_now_and_either_answer_earns_the_whole_point():
    """{A, B} was right, {A, X} is."""
    item = an_item(kind="multiple-response", right=2, wrong=2)
    ruling = accepting(item, "right 0", "wrong 0")

    assert score(item, ruling, "right 0", "right 1") == 1
    assert score(item, ruling, "right 0", "wrong 0") == 1
    assert score(item, ruling, "right 1", "wrong 0") == 0


def test_a_ruling_judges_the_item_exactly_as_frozen_and_no_other():
    before = an_item()
    after = {**before, "options": [{**each, "right": not each["right"]} for each in before["options"]]}
    ruling = accepting(before, "wrong 0")

    assert score(before, ruling, "wrong 0") == 1
    assert score(after, Ruling(before["key"], "credit-everyone", ruling.digest), "right 0") == 0


def test_a_ruling_that_credits_everyone_credits_who_said_nothing():
    quiz = Quiz.thaw(a_quiz_body())
    item = quiz.items[0]

    result = quiz.mark({}, [Ruling(item.key, "credit-everyone", item.digest)])

    assert (result.score, result.out_of) == (1, 3)


def leaving_out(*items):
    return [Ruling(item.key, "leave-out", item.digest) for item in items]


def test_a_question_left_out_counts_neither_for_nor_against():
    quiz = Quiz.thaw(a_quiz_body())

    result = quiz.mark({}, leaving_out(quiz.items[0]))

    assert (result.out_of, result.needed) == (2, 2)
    assert quiz.items[0].key not in result.marks


def test_nothing_left_to_mark_never_passes():
    quiz = Quiz.thaw(a_quiz_body())

    result = quiz.mark({}, leaving_out(*quiz.items))

    assert not result.passed


def test_what_was_left_out_counts_where_a_pass_hangs_on_it():
    quiz = Quiz.thaw(a_quiz_body(pass_percent=60))
    first, second, third = quiz.items
    answers = {item.key: item.right_answer() for item in (first, second)}

    result = quiz.mark(answers, leaving_out(first))
    others = quiz.mark({third.key: third.right_answer()}, leaving_out(first, second))

    assert (result.score, result.out_of, result.passed) == (2, 3, True)
    assert (others.score, others.out_of, others.passed) == (1, 1, True)


def some_rulings(data, quiz):
    item = data.draw(st.sampled_from(quiz.items))
    kind = data.draw(st.sampled_from(KINDS))
    right = data.draw(st.sets(st.sampled_from([option.key for option in item.options]), min_size=1))
    if data.draw(st.booleans()):  # as format 1 was stored
        return Ruling(item.key, kind, option=sorted(right)[0] if kind == "accept-also" else "")
    alternative = {"right": sorted(right)} if kind == "accept-also" else None
    return Ruling(item.key, kind, item.digest, alternative)


@given(quizzes, st.data())
def test_no_ruling_lowers_a_mark_or_undoes_a_pass(quiz, data):
    """Whatever was ruled before. What is left out has no mark, so that the points may be fewer, of fewer."""
    answers = some_answers(data, quiz)
    before = [some_rulings(data, quiz) for _ in range(data.draw(st.integers(0, 4)))]
    one_more = some_rulings(data, quiz)

    was, now = quiz.mark(answers, before), quiz.mark(answers, [*before, one_more])

    assert now.passed >= was.passed
    assert all(now.marks[key].score >= was.marks[key].score for key in now.marks.keys() & was.marks.keys())
    if "leave-out" not in {ruling.kind for ruling in [*before, one_more]}:
        assert (now.score, now.out_of) >= (was.score, was.out_of)


@given(quizzes, st.data())
def test_the_order_of_rulings_says_nothing(quiz, data):
    answers = some_answers(data, quiz)
    made = [some_rulings(data, quiz) for _ in range(3)]

    assert quiz.mark(answers, made) == quiz.mark(answers, made[::-1])


@given(quizzes, st.data())
def test_what_passes_has_what_it_needs(quiz, data):
    result = quiz.mark(some_answers(data, quiz), [some_rulings(data, quiz) for _ in range(3)])

    assert result.passed == (result.out_of > 0 and result.score >= result.needed)
    assert result.out_of == len(result.marks)


@pytest.mark.parametrize("case", json.loads((GOLDEN / "rulings_of_format_1.json").read_text())["cases"])
def test_old_rulings_are_read_as_they_were_for_ever(case):
    golden = json.loads((GOLDEN / "rulings_of_format_1.json").read_text())
    quiz = Quiz.thaw(golden["quiz"])
    rulings = [Ruling(each["item"], each["kind"], option=each["option"]) for each in golden["rulings"]]
    answers = quiz.thaw_answers((item, answer, None) for item, answer in case["answers"].items())

    result = quiz.mark(answers, rulings)

    assert (str(result.score), result.out_of, result.passed) == tuple(case["result"])


@pytest.mark.parametrize(
    ("points", "out_of", "percent"), [(8, 9, 89), (7, 9, 78), (3, 3, 100), (1, 8, 13), (0, 0, 0)]
)
def test_the_share_that_is_said_is_the_one_that_the_number_is(points, out_of, percent):
    assert share(points, out_of) == percent


def test_what_is_needed_is_said_with_the_share_that_it_is():
    assert needed_words(8, 9) == "8 of 9 needed to pass (89\u00a0%)"
