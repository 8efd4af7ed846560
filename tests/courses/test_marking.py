from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.rules.items import KINDS, Answer, NotAnAnswer, Rulings, thaw
from courses.rules.quiz import Quiz, Ruling, needed
from courses.rules.words import points
from tests.factories.courses import a_quiz_body, an_item

NOTHING_RULED = Rulings()


def answering(item, *texts):
    return Answer(frozenset(option.key for option in item.options if option.text in texts))


def test_each_kind_of_question_is_found_by_its_name():
    assert set(KINDS) == {"single-choice", "multiple-response", "true-false"}


@pytest.mark.parametrize("kind", ["single-choice", "true-false"])
def test_the_right_answer_earns_the_point(kind):
    item = thaw(an_item(kind=kind, wrong=1))

    assert item.mark(answering(item, "right 0"), NOTHING_RULED).score == 1
    assert item.mark(answering(item, "wrong 0"), NOTHING_RULED).score == 0
    assert item.mark(Answer(), NOTHING_RULED).score == 0


@pytest.mark.parametrize(
    ("chosen", "score"),
    [
        (["right 0", "right 1", "right 2"], 1),
        (["right 0", "right 1"], Fraction(2, 3)),
        (["right 0", "right 1", "wrong 0"], Fraction(1, 3)),
        (["wrong 0", "wrong 1"], 0),
        ([], 0),
    ],
)
def test_part_of_several_answers_earns_part_of_the_point(chosen, score):
    item = thaw(an_item(kind="multiple-response", right=3, wrong=2))

    assert item.mark(answering(item, *chosen), NOTHING_RULED).score == score


def test_three_thirds_are_a_whole():
    items = [an_item(kind="multiple-response", right=3, wrong=1) for _ in range(3)]
    quiz = Quiz.thaw(a_quiz_body(items, pass_percent=33))
    answers = {item.key: answering(item, "right 0") for item in quiz.items}

    result = quiz.mark(answers)

    assert (result.score, result.needed, result.passed) == (1, 1, True)


@pytest.mark.parametrize(
    ("percent", "out_of", "points_needed"), [(80, 9, 8), (80, 10, 8), (100, 3, 3), (1, 9, 1)]
)
def test_needed_points_are_whole_ones(percent, out_of, points_needed):
    assert needed(percent, out_of) == points_needed


def test_points_are_never_rounded_up():
    assert points(Fraction(23, 3)) == "7.66"
    assert points(Fraction(8)) == "8"


def test_an_answer_accepted_later_counts_as_right():
    item = thaw(an_item())
    wrong = next(option.key for option in item.options if option.text == "wrong 0")

    mark = item.mark(Answer(frozenset({wrong})), Rulings(accept_also=frozenset({wrong})))

    assert mark.is_full


def test_a_ruling_that_credits_everyone_credits_who_said_nothing():
    quiz = Quiz.thaw(a_quiz_body())

    result = quiz.mark({}, [Ruling(quiz.items[0].key, "credit-everyone")])

    assert (result.score, result.out_of) == (1, 3)


def test_a_question_left_out_counts_neither_for_nor_against():
    quiz = Quiz.thaw(a_quiz_body())

    result = quiz.mark({}, [Ruling(quiz.items[0].key, "leave-out")])

    assert (result.out_of, result.needed) == (2, 2)
    assert quiz.items[0].key not in result.marks


@pytest.mark.parametrize("sent", [None, {}, {"chosen": "a"}, {"chosen": [1]}, {"chosen": ["nobody"]}, []])
def test_what_is_no_answer_is_not_read_as_one(sent):
    with pytest.raises(NotAnAnswer):
        thaw(an_item()).read(sent)


def test_one_choice_takes_one_answer():
    item = thaw(an_item())

    with pytest.raises(NotAnAnswer, match="only one"):
        item.read({"chosen": [option.key for option in item.options]})


def test_several_choices_take_several_answers():
    item = thaw(an_item(kind="multiple-response", right=2))
    every = [option.key for option in item.options]

    assert item.read({"chosen": every}).stored() == {"chosen": sorted(every)}


quizzes = st.builds(
    lambda shapes, percent: Quiz.thaw(
        a_quiz_body(
            [
                an_item(kind=kind, right=right if kind == "multiple-response" else 1, wrong=wrong)
                for kind, right, wrong in shapes
            ],
            pass_percent=percent,
        )
    ),
    st.lists(
        st.tuples(
            st.sampled_from(["single-choice", "multiple-response", "true-false"]),
            st.integers(1, 4),
            st.integers(1, 4),
        ),
        min_size=1,
        max_size=6,
    ),
    st.integers(1, 100),
)


def some_answers(data, quiz):
    return {
        item.key: Answer(
            frozenset(data.draw(st.sets(st.sampled_from([option.key for option in item.options]))))
        )
        for item in quiz.items
    }


@given(quizzes, st.data())
def test_a_score_is_never_below_nothing_nor_above_everything(quiz, data):
    result = quiz.mark(some_answers(data, quiz))

    assert 0 <= result.score <= result.out_of == len(quiz.items)
    assert result.passed == (result.score >= result.needed)


@given(quizzes, st.data())
def test_accepting_or_crediting_never_lowers_a_score(quiz, data):
    answers = some_answers(data, quiz)
    item = data.draw(st.sampled_from(quiz.items))
    option = data.draw(st.sampled_from(item.options))
    kind = data.draw(st.sampled_from(["accept-also", "credit-everyone"]))

    ruled = quiz.mark(answers, [Ruling(item.key, kind, option.key)])

    assert ruled.score >= quiz.mark(answers).score


@given(quizzes)
def test_all_that_is_right_passes_any_quiz(quiz):
    result = quiz.mark({item.key: Answer(item.right) for item in quiz.items})

    assert result.passed
    assert result.score == result.out_of


@given(quizzes, st.integers(0, 2**31))
def test_an_order_is_the_same_each_time_and_loses_nothing(quiz, seed):
    quiz = Quiz(quiz.items, quiz.pass_percent, quiz.attempts, shuffle=True)
    order = quiz.in_order(seed)

    assert order == quiz.in_order(seed)
    assert {item.key for item in order} == {item.key for item in quiz.items}
    for item in order:
        assert set(item.options) == set(quiz.item(item.key).options)
        if item.kind == "true-false":
            assert item.options == quiz.item(item.key).options
