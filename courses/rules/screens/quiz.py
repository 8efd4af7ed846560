"""A quiz before it is begun, and one open attempt."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from courses.rules.allowance import Allowance
from courses.rules.html import Html
from courses.rules.items import Answer, Item
from courses.rules.marking import needed_words
from courses.rules.outline import Outline, Part
from courses.rules.quiz import Quiz, field_name
from courses.rules.screens.addresses import Addresses, Link
from lms.core.words import counted, minutes
from lms.people.rules.sight_words import ABOUT_A_QUIZ


@dataclass(frozen=True)
class QuizScreen:
    """What is said before the first question."""

    title: str
    caption: str
    course: Link
    body: Html  # its introduction, if the trainer wrote one
    facts: list[str]
    start: Link | None  # a form; none when attempts are used up or nothing is kept any more
    attempts_left: str
    used_up: str = ""  # what opens fresh attempts
    look_again: list[Link] = field(default_factory=list)
    ask: str = ""  # where another attempt is asked for
    is_asked: bool = False
    results: list[Link] = field(default_factory=list)  # of attempts already sent in
    previous: Link | None = None
    note: str = ""


@dataclass(frozen=True)
class AttemptScreen:
    """All questions of an open attempt; with script they are met one at a time."""

    title: str
    caption: str
    course: Link
    questions: list[dict[str, Any]]  # as the question component takes them
    submit: str
    save: str
    storage_key: str  # under which the device keeps what was not sent yet
    problems: list[Link] = field(default_factory=list)
    last_sequence: int | None = None  # number of the newest answer; None: nothing is kept here
    none_answered: str = ""  # said before a quiz is finished without any answer
    is_unanswered: bool = False  # and it is to be said now

    @property
    def total(self) -> int:
        return len(self.questions)

    @property
    def has_problems(self) -> bool:
        return bool(self.problems)


def quiz_screen(
    outline: Outline,
    part: Part,
    quiz: Quiz,
    *,
    addresses: Addresses,
    allowed: Allowance,
    body: Html | None = None,
    is_begun: bool = False,
    is_asked: bool = False,
    is_open: bool = True,
    results: list[Link] | None = None,
    note: str = "",
) -> QuizScreen:
    may_start = is_open and (is_begun or not allowed.is_used_up)
    previous = outline.before(part.key)
    used_up = is_open and not may_start
    return QuizScreen(
        title=part.title,
        caption=outline.caption(part),
        course=Link(outline.title, addresses.outline),
        body=body or Html(),
        facts=quiz_facts(part, quiz),
        start=Link("Carry on" if is_begun else "Start", addresses.start(part.key)) if may_start else None,
        attempts_left=attempts_left(allowed, is_begun=is_begun),
        used_up=used_up_words(allowed) if used_up else "",
        look_again=lessons(outline, allowed.look_again, addresses) if used_up else [],
        ask=addresses.ask(part.key) if used_up else "",
        is_asked=is_asked,
        results=results or [],
        previous=Link(previous.title, addresses.activity(previous.key)) if previous else None,
        note=note,
    )


def quiz_facts(part: Part, quiz: Quiz) -> list[str]:
    """9 questions, about 8 minutes. 8 of 9 needed to pass (89 %). …"""
    total = len(quiz.items)
    return [
        f"{counted(total, 'question')}, about {minutes(part.minutes)}.",
        f"{needed_words(quiz.needed, total)}.",
        "You can stop and come back: what you chose is kept.",
        ABOUT_A_QUIZ,
        *dict.fromkeys(item.marking for item in quiz.items if item.marking),
    ]


def used_up_words(allowed: Allowance) -> str:
    if not allowed.look_again:
        return "You have used all your attempts. You can ask a trainer for another one."
    return "You have used all your attempts. Finish these lessons once more, and you can try again."


def attempts_left(allowed: Allowance, *, is_begun: bool = False) -> str:
    """An attempt begun and not sent in still counts among those left, and says so."""
    if allowed.left is None:
        return "You can try as often as you like."
    if allowed.left == 0:
        return "You have no attempts left for now."
    left = f"You have {counted(allowed.left, 'attempt')}"
    return f"{left}, with the one you began." if is_begun else f"{left}."


def lessons(outline: Outline, keys: frozenset[str], addresses: Addresses) -> list[Link]:
    """Look again at *Good enough*, 15 minutes."""
    return [
        Link(f"{part.title}, {minutes(part.minutes)}", addresses.activity(part.key))
        for part in outline.parts
        if part.key in keys
    ]


def attempt_screen(
    outline: Outline,
    part: Part,
    quiz: Quiz,
    *,
    number: int,
    seed: int,
    answers: Mapping[str, Answer],
    addresses: Addresses,
    storage_key: str,
    sequences: Mapping[str, int] | None = None,
    say_what_is_empty: bool = False,
    last_sequence: int | None = None,
) -> AttemptScreen:
    """``say_what_is_empty``: it was sent in with questions unanswered; each of them says so, or, where none
    is answered, the page does.
    """
    items = quiz.in_order(seed)
    is_unanswered = all((answers.get(item.key) or item.empty()).is_empty for item in items)
    say_each = say_what_is_empty and not is_unanswered
    questions = [
        question(item, n, len(items), answers.get(item.key), say_empty=say_each)
        | {"known": (sequences or {}).get(item.key, 0)}  # the newest answer that this page knows of
        for n, item in enumerate(items, start=1)
    ]
    return AttemptScreen(
        title=part.title,
        caption=outline.caption(part),
        course=Link(outline.title, addresses.outline),
        questions=questions,
        submit=addresses.submit(part.key, number),
        save=addresses.save(part.key, number),
        storage_key=storage_key,
        problems=_problems(questions, is_unanswered=say_what_is_empty and is_unanswered),
        last_sequence=last_sequence,
        none_answered=none_answered_words(quiz),
        is_unanswered=say_what_is_empty and is_unanswered,
    )


def _problems(questions: list[dict[str, Any]], *, is_unanswered: bool) -> list[Link]:
    if is_unanswered:
        return [Link("Begin with question 1", "#question-1-1")]
    return [
        Link(f"Question {question['number']} is empty", f"#question-{question['number']}-1")
        for question in questions
        if question["error"]
    ]


def none_answered_words(quiz: Quiz) -> str:
    """You have answered none of 9. This uses one of 3 attempts."""
    words = f"You have answered none of {len(quiz.items)}."
    if quiz.attempts == 1:
        return f"{words} This uses your only attempt."
    return f"{words} This uses one of {counted(quiz.attempts, 'attempt')}." if quiz.attempts else words


def overtaken_words(quiz: Quiz, seed: int, items: Collection[str]) -> str:
    """Question 3 was also answered in another tab … What you chose here counts now."""
    numbers = [str(n) for n, item in enumerate(quiz.in_order(seed), start=1) if item.key in items]
    *first, last = numbers
    which = f"Questions {', '.join(first)} and {last} were" if first else f"Question {last} was"
    return f"{which} also answered in another tab or on another device. What you chose here counts now."


def question(
    item: Item, number: int, total: int, answer: Answer | None = None, *, say_empty: bool = False
) -> dict[str, Any]:
    """As the question component takes it. Holds nothing of what is right: pages can be read by anyone."""
    answer = answer or item.empty()
    return {
        "key": item.key,
        "kind": item.kind,
        "number": number,
        "total": total,
        "stem": item.stem,
        "hint": item.hint,
        "error": item.empty_words if say_empty and answer.is_empty else "",
        "controls": item.show(answer, id=f"question-{number}", name=field_name(item)),
    }
