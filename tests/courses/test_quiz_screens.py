"""What the learner's pages of a quiz show, whole: before it, in it, and how it went."""

from dataclasses import replace

import pytest

from courses.kinds._choices.rule import Ticks
from courses.rules.allowance import Allowance
from courses.rules.html import Html
from courses.rules.screens import (
    Addresses,
    AttemptScreen,
    Link,
    QuizScreen,
    attempt_screen,
    overtaken_words,
    quiz_screen,
)
from courses.rules.screens.quiz import attempts_left, none_answered_words
from tests.factories.outlines import a_lesson, a_question, a_quiz, an_outline, questions

AT = Addresses("/c/1/")
COURSE = an_outline([a_lesson("a"), a_lesson("b", minutes=12)], [a_quiz()])
PART = COURSE.part("quiz")
QUIZ = questions(a_question("q"), a_question("r", kind="multiple-response"), attempts=3)
SEVERAL = (
    "Where several answers are right, each right one earns its share of the point, "
    "and each wrong one takes as much away."
)

#: A quiz of two questions that nobody has begun.
NEW = QuizScreen(
    title="The quiz",
    caption="Quiz, 8\u00a0minutes",
    course=Link("A course", "/c/1/"),
    body=Html(),
    facts=[
        "2\u00a0questions, about 8\u00a0minutes.",
        "2 of 2 needed to pass (100\u00a0%).",
        "You can stop and come back: what you chose is kept.",
        "Your manager sees that you passed, never your answers, marks or reflections.",
        SEVERAL,
    ],
    start=Link("Start", "/c/1/quiz/start/"),
    attempts_left="You have 3\u00a0attempts.",
    used_up="",
    look_again=[],
    ask="",
    is_asked=False,
    results=[],
    previous=Link("B", "/c/1/b/"),
    note="",
)


def before(allowed, **how):
    return quiz_screen(COURSE, PART, QUIZ, addresses=AT, allowed=allowed, **how)


def test_before_the_first_attempt_a_quiz_says_how_it_goes():
    assert before(Allowance(3)) == NEW


def test_an_attempt_that_was_begun_is_carried_on():
    assert before(Allowance(1), is_begun=True) == replace(
        NEW,
        start=Link("Carry on", "/c/1/quiz/start/"),
        attempts_left="You have 1\u00a0attempt, with the one you began.",
    )


def test_the_last_attempt_is_carried_on_even_where_none_is_left_to_start():
    assert before(Allowance(0, frozenset({"a"})), is_begun=True) == replace(
        NEW,
        start=Link("Carry on", "/c/1/quiz/start/"),
        attempts_left="You have no attempts left for now.",
    )


def test_used_up_attempts_name_every_lesson_that_opens_fresh_ones():
    assert before(Allowance(0, frozenset({"b", "a"})), is_asked=True) == replace(
        NEW,
        start=None,
        attempts_left="You have no attempts left for now.",
        used_up="You have used all your attempts. Finish these lessons once more, and you can try again.",
        look_again=[Link("A, 10\u00a0minutes", "/c/1/a/"), Link("B, 12\u00a0minutes", "/c/1/b/")],
        ask="/c/1/quiz/ask/",
        is_asked=True,
    )


def test_where_no_lesson_opens_fresh_attempts_a_trainer_does():
    assert before(Allowance(0)) == replace(
        NEW,
        start=None,
        attempts_left="You have no attempts left for now.",
        used_up="You have used all your attempts. You can ask a trainer for another one.",
        ask="/c/1/quiz/ask/",
    )


def test_a_quiz_of_an_ended_enrolment_is_looked_back_on():
    result = Link("Attempt 1", "/c/1/quiz/attempts/1/")
    how = {"is_open": False, "results": [result], "note": "You left.", "body": Html("<p>Hello.</p>")}

    assert before(Allowance(0, frozenset({"a"})), is_begun=True, **how) == replace(
        NEW,
        body=Html("<p>Hello.</p>"),
        start=None,
        attempts_left="You have no attempts left for now.",
        results=[result],
        note="You left.",
    )


def test_a_quiz_that_comes_first_has_nothing_before_it():
    outline = an_outline([a_quiz(), a_lesson("a")])
    screen = quiz_screen(outline, outline.part("quiz"), QUIZ, addresses=AT, allowed=Allowance(None))

    assert screen == replace(NEW, previous=None, attempts_left="You can try as often as you like.")


@pytest.mark.parametrize(
    ("left", "is_begun", "words"),
    [
        (None, True, "You can try as often as you like."),
        (0, True, "You have no attempts left for now."),
        (1, False, "You have 1\u00a0attempt."),
        (2, True, "You have 2\u00a0attempts, with the one you began."),
    ],
)
def test_how_many_attempts_are_left(left, is_begun, words):
    assert attempts_left(Allowance(left), is_begun=is_begun) == words


def test_an_attempt_is_not_said_to_be_begun_unless_it_is():
    assert attempts_left(Allowance(2)) == "You have 2\u00a0attempts."


@pytest.mark.parametrize(
    ("attempts", "words"),
    [
        (0, "You have answered none of 2."),
        (1, "You have answered none of 2. This uses your only attempt."),
        (3, "You have answered none of 2. This uses one of 3\u00a0attempts."),
    ],
)
def test_sending_in_nothing_costs_an_attempt(attempts, words):
    assert none_answered_words(replace(QUIZ, attempts=attempts)) == words


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"q"}, "Question 1 was"),
        ({"r", "q"}, "Questions 1 and 2 were"),
        ({"q", "s", "r"}, "Questions 1, 2 and 3 were"),
    ],
)
def test_what_was_answered_elsewhere_too_is_named_by_number(keys, words):
    quiz = questions(a_question("q"), a_question("r"), a_question("s"))

    assert overtaken_words(quiz, 0, keys) == (
        f"{words} also answered in another tab or on another device. What you chose here counts now."
    )


def shown(number, key, *, group="radios", type="radio", checked=()):
    """The controls of a question, with these of its answers ticked."""
    options = "".join(
        f'<div class="nhsuk-{group}__item question__option">\n<input class="nhsuk-{group}__input" '
        f'type="{type}" id="question-{number}-{n}" name="item-{key}" value="{key}{n}"'
        f'{" checked" if n in checked else ""}>\n<label class="nhsuk-label nhsuk-{group}__label" '
        f'for="question-{number}-{n}">Answer {n}</label>\n</div>'
        for n in (1, 2)
    )
    return f'<div class="nhsuk-{group} question__options">{options}</div>'


def asked(*, first=(), second=(), known=(0, 0), errors=("", "")):
    """Both questions as the component takes them, with what is ticked in each."""
    several = {"group": "checkboxes", "type": "checkbox", "checked": second}
    return [
        {"key": "q", "kind": "single-choice", "number": 1, "total": 2, "stem": "Stem q", "hint": "Choose one"}
        | {"error": errors[0], "controls": shown(1, "q", checked=first), "known": known[0]},
        {"key": "r", "kind": "multiple-response", "number": 2, "total": 2, "stem": "Stem r"}
        | {"hint": "Choose all that apply", "error": errors[1]}
        | {"controls": shown(2, "r", **several), "known": known[1]},
    ]


#: An attempt with nothing answered yet.
BEGUN = AttemptScreen(
    title="The quiz",
    caption="Quiz, 8\u00a0minutes",
    course=Link("A course", "/c/1/"),
    questions=asked(),
    submit="/c/1/quiz/attempts/2/submit/",
    save="/c/1/quiz/attempts/2/save/",
    storage_key="kept",
    problems=[],
    last_sequence=None,
    none_answered="You have answered none of 2. This uses one of 3\u00a0attempts.",
    is_unanswered=False,
)


def attempt(answers, quiz=QUIZ, **how):
    answers = {key: Ticks(frozenset(ticked)) for key, ticked in answers.items()}
    how = {"number": 2, "seed": 1, "addresses": AT, "storage_key": "kept"} | how
    return attempt_screen(COURSE, PART, quiz, answers=answers, **how)


def test_an_attempt_begins_with_nothing_chosen_and_nothing_amiss():
    assert attempt({}) == BEGUN
    assert (BEGUN.total, BEGUN.has_problems) == (2, False)


def test_what_was_chosen_is_ticked_and_says_which_answer_the_page_knows():
    screen = attempt({"q": ["q2"], "r": ["r1", "r2"]}, sequences={"q": 4}, last_sequence=7)

    assert screen == replace(BEGUN, questions=asked(first=(2,), second=(1, 2), known=(4, 0)), last_sequence=7)


def test_a_question_left_empty_says_so_once_the_quiz_was_sent_in():
    screen = attempt({"q": ["q2"], "r": []}, say_what_is_empty=True)

    assert screen == replace(
        BEGUN,
        questions=asked(first=(2,), errors=("", "Choose at least one answer")),
        problems=[Link("Question 2 is empty", "#question-2-1")],
    )
    assert screen.has_problems


def test_a_quiz_left_wholly_empty_says_it_once_and_not_at_each_question():
    assert attempt({"q": []}, say_what_is_empty=True) == replace(
        BEGUN, problems=[Link("Begin with question 1", "#question-1-1")], is_unanswered=True
    )


def test_a_quiz_with_everything_answered_has_no_problem():
    screen = attempt({"q": ["q1"], "r": ["r2"]}, say_what_is_empty=True)

    assert screen == replace(BEGUN, questions=asked(first=(1,), second=(2,)))


def test_questions_are_numbered_and_shuffled_as_this_attempt_meets_them():
    quiz = replace(QUIZ, shuffle=True)

    orders = [[item.key for item in quiz.in_order(seed)] for seed in range(8)]
    met = [[each["key"] for each in attempt({}, quiz, seed=seed).questions] for seed in range(8)]

    assert met == orders
    assert ["q", "r"] in orders
    assert ["r", "q"] in orders
    assert overtaken_words(quiz, orders.index(["r", "q"]), {"q"}).startswith("Question 2 was")
