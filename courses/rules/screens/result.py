"""How an attempt went: the next step first, then each question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from courses.rules.allowance import Allowance
from courses.rules.items import Answer, Item, Mark
from courses.rules.marking import Result
from courses.rules.outline import Outline, Part
from courses.rules.quiz import Quiz
from courses.rules.screens.addresses import Addresses, Link
from courses.rules.screens.quiz import attempts_left, lessons, used_up_words
from lms.core.words import counted, points


@dataclass(frozen=True)
class ResultScreen:
    title: str
    caption: str
    course: Link
    passed: bool
    score: str
    total: int
    needed: int
    is_being_marked: bool  # a ruling passes it, and it was not marked again yet
    is_completed: bool  # the whole course, by this
    reviews: list[dict[str, Any]]  # as the question_review component takes them
    onwards: Link | None  # the next part, once passed
    look_again: list[Link] = field(default_factory=list)
    attempts_left: str = ""
    again: str = ""  # where the next attempt is started; empty: none is left
    used_up: str = ""
    ask: str = ""
    is_asked: bool = False
    note: str = ""


def result_screen(
    outline: Outline,
    part: Part,
    quiz: Quiz,
    *,
    seed: int,
    answers: Mapping[str, Answer],
    result: Result,
    passed: bool,
    finished: frozenset[str],
    addresses: Addresses,
    allowed: Allowance,
    look_again: frozenset[str] = frozenset(),
    is_completed: bool = False,
    is_asked: bool = False,
    is_open: bool = True,
) -> ResultScreen:
    """``passed`` is what was kept: a pass is never taken away. ``look_again``: lessons on what was missed."""
    upcoming = outline.next_to_do(finished, after=part.key) if is_open else None
    goes_on = is_open and not passed
    used_up = goes_on and allowed.is_used_up
    return ResultScreen(
        title=part.title,
        caption=outline.caption(part),
        course=Link(outline.title, addresses.outline),
        passed=passed,
        score=points(result.score),
        total=result.out_of,
        needed=result.needed,
        is_being_marked=result.passed and not passed,
        is_completed=is_completed,
        reviews=reviews(quiz.in_order(seed), answers, result, tell_all=passed),
        onwards=Link(upcoming.title, addresses.activity(upcoming.key)) if passed and upcoming else None,
        look_again=[] if passed else lessons(outline, allowed.look_again or look_again, addresses),
        attempts_left=attempts_left_after(allowed) if goes_on else "",
        again=addresses.start(part.key) if goes_on and not used_up else "",
        used_up=used_up_words(allowed) if used_up else "",
        ask=addresses.ask(part.key) if used_up else "",
        is_asked=is_asked,
    )


def attempts_left_after(allowed: Allowance) -> str:
    if not allowed.left:
        return attempts_left(allowed)
    return f"You have {counted(allowed.left, 'attempt')} left."


def reviews(
    items: Iterable[Item], answers: Mapping[str, Answer], result: Result, *, tell_all: bool
) -> list[dict[str, Any]]:
    return [
        review(item, n, answers.get(item.key), result.marks.get(item.key), tell_all=tell_all)
        for n, item in enumerate(items, start=1)
    ]


def review(
    item: Item, number: int, answer: Answer | None, mark: Mark | None, *, tell_all: bool
) -> dict[str, Any]:
    """As the question_review component takes it. Until passed, only what was answered is explained."""
    return {
        "number": number,
        "stem": item.stem,
        "verdict": mark.verdict if mark else "uncounted",
        "mark": _mark_words(item, mark),
        "answer": item.review(answer or item.empty(), tell_all=tell_all),
        "explanation": item.explanation if tell_all else "",
        "source": _source_words(item) if tell_all or (mark and mark.is_full) else "",
    }


def _mark_words(item: Item, mark: Mark | None) -> str:
    if mark is None:
        return "This question no longer counts."
    if not item.takes_apart(mark):
        return ""
    return f"{points(mark.score)} of {counted(mark.out_of, 'point')}."


def _source_words(item: Item) -> str:
    if not item.source:
        return ""
    title, publisher = item.source["title"], item.source.get("publisher")
    return f"{title}, {publisher}" if publisher else title
