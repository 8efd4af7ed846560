"""A quiz before it is begun, and one open attempt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from courses.rules.allowance import Allowance
from courses.rules.items import Answer, Item
from courses.rules.outline import Part, Sheet
from courses.rules.places.addresses import Addresses, Link
from courses.rules.quiz import Quiz
from courses.rules.words import Html, counted, minutes


@dataclass(frozen=True)
class QuizPlace:
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
class AttemptPlace:
    """All questions of an open attempt; with script they are met one at a time."""

    title: str
    caption: str
    course: Link
    questions: list[dict[str, Any]]  # as the question component takes them
    submit: str
    save: str
    storage_key: str  # under which the device keeps what was not sent yet
    problems: list[Link] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.questions)


def quiz_place(
    sheet: Sheet,
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
) -> QuizPlace:
    may_start = is_open and (is_begun or not allowed.is_used_up)
    previous = sheet.before(part.key)
    used_up = is_open and not may_start
    return QuizPlace(
        title=part.title,
        caption=sheet.caption(part),
        course=Link(sheet.title, addresses.outline),
        body=body or Html(),
        facts=quiz_facts(part, quiz),
        start=Link("Carry on" if is_begun else "Start", addresses.start(part.key)) if may_start else None,
        attempts_left=attempts_left(allowed, is_begun=is_begun),
        used_up=used_up_words(allowed) if used_up else "",
        look_again=lessons(sheet, allowed.look_again, addresses) if used_up else [],
        ask=addresses.ask(part.key) if used_up else "",
        is_asked=is_asked,
        results=results or [],
        previous=Link(previous.title, addresses.activity(previous.key)) if previous else None,
        note=note,
    )


def quiz_facts(part: Part, quiz: Quiz) -> list[str]:
    """9 questions, about 8 minutes. 8 needed. …"""
    total = len(quiz.items)
    return [
        f"{counted(total, 'question')}, about {minutes(part.minutes)}.",
        f"{quiz.needed} of {total} needed to pass ({quiz.pass_percent} %).",
        "You can stop and come back: what you chose is kept.",
        "Your manager sees that you passed, not your answers.",
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


def lessons(sheet: Sheet, keys: frozenset[str], addresses: Addresses) -> list[Link]:
    """Look again at *Good enough*, 15 minutes."""
    return [
        Link(f"{part.title}, {minutes(part.minutes)}", addresses.activity(part.key))
        for part in sheet.parts
        if part.key in keys
    ]


def attempt_place(
    sheet: Sheet,
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
) -> AttemptPlace:
    """``say_what_is_empty``: it was sent in with questions unanswered; each of them says so."""
    items = quiz.in_order(seed)
    questions = [
        question(item, n, len(items), answers.get(item.key, Answer()), say_empty=say_what_is_empty)
        | {"known": (sequences or {}).get(item.key, 0)}  # the newest answer that this page knows of
        for n, item in enumerate(items, start=1)
    ]
    return AttemptPlace(
        title=part.title,
        caption=sheet.caption(part),
        course=Link(sheet.title, addresses.outline),
        questions=questions,
        submit=addresses.submit(part.key, number),
        save=addresses.save(part.key, number),
        storage_key=storage_key,
        problems=[
            Link(f"Question {asked['number']} is empty", f"#question-{asked['number']}-1")
            for asked in questions
            if asked["error"]
        ],
    )


def question(item: Item, number: int, total: int, answer: Answer, *, say_empty: bool) -> dict[str, Any]:
    """As the question component takes it. Holds nothing of what is right: pages can be read by anyone."""
    return {
        "key": item.key,
        "number": number,
        "total": total,
        "name": f"item-{item.key}",
        "stem": item.stem,
        "multiple": item.takes_several,
        "hint": f"{item.hint}. {item.marking}".strip() if item.marking else item.hint,
        "error": _empty_words(item) if say_empty and answer.is_empty else "",
        "options": [
            {"key": option.key, "text": option.text, "checked": option.key in answer.chosen}
            for option in item.options
        ],
    }


def _empty_words(item: Item) -> str:
    return "Choose at least one answer" if item.takes_several else "Choose an answer"
