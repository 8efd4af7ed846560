"""What the page on how an attempt went shows, whole."""

from dataclasses import replace

import pytest

from courses.kinds._choices.rule import Ticks
from courses.rules.allowance import Allowance
from courses.rules.marking import Result, Ruling
from courses.rules.screens import Addresses, Link, ResultScreen, result_screen
from courses.rules.screens.result import attempts_left_after
from tests.factories.outlines import a_lesson, a_question, a_quiz, an_outline, questions

AT = Addresses("/c/1/")
COURSE = an_outline([a_lesson("a"), a_lesson("b", minutes=12)], [a_quiz()], [a_lesson("c")])
PART = COURSE.part("quiz")
BOOK, PAPER = {"title": "A book", "publisher": "A press"}, {"title": "A paper"}
TWO_RIGHT = [
    {"key": f"s{n}", "text": f"<p>Answer {n}</p>", "right": n < 3, "why": f"<p>Why {n}.</p>"} for n in (1, 2)
]
QUIZ = questions(
    a_question("q", source=BOOK),
    a_question("r", source=PAPER),
    a_question("s", kind="multiple-response", options=TWO_RIGHT),
    pass_percent=80,
)
TWO_LEFT = Allowance(2)
ALL_RIGHT = {"q": ["q1"], "r": ["r1"], "s": ["s1", "s2"]}


def tagged(n, *, chosen=False, right=False):
    """One answer looked back on."""
    tags = '<span class="question-review__tag">Your answer</span>' if chosen else ""
    if right:
        tags += (
            '<span class="question-review__tag question-review__tag--right">'
            '<span aria-hidden="true">✓ </span>Right answer</span>'
        )
    return (
        f'<li class="question-review__option{" question-review__option--chosen" if chosen else ""}">\n'
        f'<p class="question-review__text"><span>Answer {n}</span>{tags}</p>'
        f'<p class="question-review__why">Why {n}.</p></li>'
    )


def looked_at(*rows):
    left_empty = (
        '<li class="question-review__option"><p class="question-review__text">'
        "You left this one empty.</p></li>"
    )
    return f'<ul class="question-review__options">{"".join(rows) or left_empty}</ul>'


RIGHT_ONE, CHOSEN_RIGHT, CHOSEN_WRONG = (
    tagged(1, right=True),
    tagged(1, chosen=True, right=True),
    tagged(2, chosen=True),
)


def went(answers, *, passed, rulings=(), allowed=TWO_LEFT, **how):
    answers = {key: Ticks(frozenset(ticked)) for key, ticked in answers.items()}
    how = {"seed": 1, "addresses": AT, "finished": frozenset(), "allowed": allowed} | how
    result = QUIZ.mark(answers, rulings)
    return result_screen(COURSE, PART, QUIZ, answers=answers, result=result, passed=passed, **how)


def reviewed(number, key, verdict, answer, *, mark="", explanation="", source=""):
    return {"number": number, "stem": f"Stem {key}", "verdict": verdict, "mark": mark, "answer": answer,
            "explanation": explanation, "source": source}  # fmt: skip


PASSED = ResultScreen(
    title="The quiz",
    caption="Quiz, 8\u00a0minutes",
    course=Link("A course", "/c/1/"),
    passed=True,
    score="3",
    total=3,
    needed=3,
    is_being_marked=False,
    is_completed=False,
    reviews=[
        reviewed(
            *(1, "q", "right", looked_at(CHOSEN_RIGHT, tagged(2))),
            explanation="Because q.",
            source="A book, A press",
        ),
        reviewed(
            *(2, "r", "right", looked_at(CHOSEN_RIGHT, tagged(2))),
            explanation="Because r.",
            source="A paper",
        ),
        reviewed(
            *(3, "s", "right", looked_at(CHOSEN_RIGHT, tagged(2, chosen=True, right=True))),
            explanation="Because s.",
        ),
    ],
    onwards=Link("C", "/c/1/c/"),
    look_again=[],
    attempts_left="",
    again="",
    used_up="",
    ask="",
    is_asked=False,
    note="",
)


def test_a_pass_tells_everything_and_leads_on_to_what_comes_after_the_quiz():
    assert went(ALL_RIGHT, passed=True, look_again=frozenset({"a"})) == PASSED


def test_a_pass_that_completes_the_course_leads_nowhere_but_to_the_end():
    finished = frozenset({"a", "b", "c", "quiz"})

    assert went(ALL_RIGHT, passed=True, finished=finished, is_completed=True) == replace(
        PASSED, onwards=None, is_completed=True
    )


def test_a_pass_of_an_ended_enrolment_leads_nowhere():
    assert went(ALL_RIGHT, passed=True, is_open=False) == replace(PASSED, onwards=None)


#: One wrong, one empty, one half: half a point of three.
MISSED = replace(
    PASSED,
    passed=False,
    score="0.5",
    reviews=[
        reviewed(1, "q", "wrong", looked_at(CHOSEN_WRONG)),
        reviewed(2, "r", "wrong", looked_at()),
        reviewed(3, "s", "partly", looked_at(CHOSEN_RIGHT), mark="0.5 of 1\u00a0point."),
    ],
    onwards=None,
    look_again=[Link("A, 10\u00a0minutes", "/c/1/a/"), Link("B, 12\u00a0minutes", "/c/1/b/")],
    attempts_left="You have 2\u00a0attempts left.",
    again="/c/1/quiz/start/",
)
MISSING = {"q": ["q2"], "s": ["s1"]}


def test_what_was_missed_is_not_told_but_where_to_look_again():
    assert went(MISSING, passed=False, look_again=frozenset({"b", "a"})) == MISSED


def test_what_opens_fresh_attempts_is_named_before_what_was_missed():
    allowed = Allowance(0, frozenset({"b"}))

    assert went(
        MISSING, passed=False, allowed=allowed, look_again=frozenset({"a"}), is_asked=True
    ) == replace(
        MISSED,
        look_again=[Link("B, 12\u00a0minutes", "/c/1/b/")],
        attempts_left="You have no attempts left for now.",
        again="",
        used_up="You have used all your attempts. Finish these lessons once more, and you can try again.",
        ask="/c/1/quiz/ask/",
        is_asked=True,
    )


def test_a_quiz_missed_in_an_ended_enrolment_is_not_tried_again():
    assert went(MISSING, passed=False, is_open=False, allowed=Allowance(0)) == replace(
        MISSED, look_again=[], attempts_left="", again=""
    )


def test_what_was_right_names_its_source_before_a_pass_and_is_not_explained():
    screen = went({"q": ["q1"]}, passed=False)

    assert screen.score == "1"
    assert screen.reviews[0] == reviewed(1, "q", "right", looked_at(CHOSEN_RIGHT), source="A book, A press")


def test_a_pass_that_was_not_kept_yet_is_being_marked():
    assert went(ALL_RIGHT, passed=False).is_being_marked


def test_a_pass_that_was_kept_stands_whatever_the_marks_say_now():
    screen = went({}, passed=True)

    assert (screen.passed, screen.is_being_marked) == (True, False)
    assert screen.onwards == Link("C", "/c/1/c/")
    assert screen.reviews[1] == reviewed(
        *(2, "r", "wrong", looked_at(RIGHT_ONE, tagged(2))), explanation="Because r.", source="A paper"
    )


def test_a_question_that_was_left_out_says_that_it_no_longer_counts():
    screen = went(MISSING, passed=False, rulings=[Ruling("q", "leave-out")])

    assert (screen.total, screen.needed) == (2, 2)
    assert screen.reviews[0] == reviewed(
        1, "q", "uncounted", looked_at(CHOSEN_WRONG), mark="This question no longer counts."
    )


def test_questions_are_looked_back_on_in_the_order_in_which_they_were_met():
    quiz = replace(QUIZ, shuffle=True)
    answers = {"q": Ticks(frozenset({"q1"}))}
    how = {"answers": answers, "result": quiz.mark(answers), "passed": False, "allowed": Allowance(1)}

    for seed in range(6):
        screen = result_screen(COURSE, PART, quiz, seed=seed, finished=frozenset(), addresses=AT, **how)
        stems = [item.stem for item in quiz.in_order(seed)]
        assert [each["stem"] for each in screen.reviews] == stems


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (None, "You can try as often as you like."),
        (0, "You have no attempts left for now."),
        (1, "You have 1\u00a0attempt left."),
        (2, "You have 2\u00a0attempts left."),
    ],
)
def test_what_is_left_once_an_attempt_was_sent_in(left, words):
    assert attempts_left_after(Allowance(left)) == words


def test_where_nothing_is_left_to_mark_nobody_passes():
    assert not Result({}, 0, 0, 0).passed
