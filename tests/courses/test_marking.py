from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.kinds._choices.rule import Ticks
from courses.rules.items import KINDS, Mark, NotAnAnswer
from courses.rules.items import thaw_item as thaw
from courses.rules.marking import Result, Ruling, Rulings, needed, rulings_on
from courses.rules.quiz import Quiz
from lms.core.words import points
from tests.factories.courses import a_quiz_body, an_item
from tests.factories.outlines import a_question, questions


def answering(item, *texts):
    return Ticks(frozenset(option.key for option in item.options if option.text in texts))


def test_each_kind_of_question_is_found_by_its_name():
    assert set(KINDS) >= {"single-choice", "multiple-response", "true-false"}


@pytest.mark.parametrize("kind", ["single-choice", "true-false"])
def test_the_right_answer_earns_the_point(kind):
    item = thaw(an_item(kind=kind, wrong=1))

    assert item.mark(answering(item, "right 0")).score == 1
    assert item.mark(answering(item, "wrong 0")).score == 0
    assert item.mark(item.empty()).score == 0


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

    assert item.mark(answering(item, *chosen)).score == score


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

    mark = item.mark(Ticks(frozenset({wrong})), [{"right": [wrong]}])

    assert mark.is_full


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
        item.key: Ticks(
            frozenset(data.draw(st.sets(st.sampled_from([option.key for option in item.options]))))
        )
        for item in quiz.items
    }


@given(quizzes, st.data())
def test_a_score_is_never_below_nothing_nor_above_everything(quiz, data):
    result = quiz.mark(some_answers(data, quiz))

    assert 0 <= result.score <= result.out_of == len(quiz.items)
    assert result.passed == (result.score >= result.needed)


@given(quizzes)
def test_all_that_is_right_passes_any_quiz(quiz):
    result = quiz.mark({item.key: item.right_answer() for item in quiz.items})

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


def marked(keys, *, earned=None, rulings=(), percent=80, answers=None):
    """A quiz of these questions, each answered rightly unless said otherwise."""
    quiz = questions(*(a_question(key) for key in keys), pass_percent=percent)
    answers = answers if answers is not None else {item.key: item.right_answer() for item in quiz.items}
    return quiz.mark(answers, rulings, earned=earned)


def test_what_an_answer_had_earned_is_never_lowered_and_may_be_raised():
    wrong = {"q": Ticks(frozenset({"q2"}))}

    assert marked("q", earned={"q": Fraction(1, 2)}).marks == {"q": Mark(Fraction(1))}
    assert marked("q", earned={"q": Fraction(1)}).marks == {"q": Mark(Fraction(1))}
    assert marked("q", earned={"q": Fraction(1, 2)}, answers=wrong).marks == {"q": Mark(Fraction(1, 2))}
    assert marked("q", earned={"another": Fraction(1)}, answers=wrong).marks == {"q": Mark(Fraction(0))}


def test_where_a_pass_hangs_on_what_was_left_out_the_best_answered_of_it_counts():
    """Of q, r and s, r is left out and right, s is left out and wrong: without r nobody passes."""
    wrong = {"q": Ticks(frozenset({"q2"})), "r": Ticks(frozenset({"r1"})), "s": Ticks(frozenset({"s2"}))}
    left_out = [Ruling("r", "leave-out"), Ruling("s", "leave-out")]

    result = marked("qrs", answers=wrong, rulings=left_out, percent=50)

    assert result == Result({"q": Mark(Fraction(0)), "r": Mark(Fraction(1))}, Fraction(1), 2, 1)
    assert result.passed


def test_where_no_reading_passes_all_that_was_left_out_stays_out():
    wrong = {"q": Ticks(frozenset({"q2"})), "r": Ticks(frozenset({"r1"}))}

    result = marked("qr", answers=wrong, rulings=[Ruling("r", "leave-out")], percent=100)

    assert result == Result({"q": Mark(Fraction(0))}, Fraction(0), 1, 1)


def test_each_ruling_says_its_own():
    item = thaw(a_question("q"))
    other = {"right": ["q2"]}
    made = [
        Ruling("q", "accept-also", item.digest, other),
        Ruling("q", "accept-also", option="q2"),
        Ruling("q", "credit-everyone", "of another version"),
        Ruling("r", "leave-out"),
    ]

    assert rulings_on(item, made) == Rulings((other, {"right": ["q1", "q2"]}), False, False)
    assert rulings_on(item, [Ruling("q", "credit-everyone")]) == Rulings((), True, False)
    assert rulings_on(item, [Ruling("q", "leave-out", item.digest)]) == Rulings((), False, True)
    assert rulings_on(item, [Ruling("q", "leave-out", alternative=other, option="q2")]).alternatives == ()
