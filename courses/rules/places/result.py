"""How an attempt went: the next step first, then each question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from courses.rules.allowance import Allowance
from courses.rules.items import Answer, Item, Mark
from courses.rules.outline import Part, Sheet
from courses.rules.places.addresses import Addresses, Link
from courses.rules.places.quiz import attempts_left, lessons, used_up_words
from courses.rules.quiz import Quiz, Result
from courses.rules.words import counted, points


@dataclass(frozen=True)
class ResultPlace:
    title: str
    caption: str
    course: Link
    passed: bool
    score: str
    total: int
    needed: int
    is_completed: bool  # the whole course, by this
    reviews: list[dict[str, Any]]  # as the question_review component takes them
    onwards: Link | None  # the next part, once passed
    look_again: list[Link] = field(default_factory=list)
    attempts_left: str = ""
    again: str = ""  # where the next attempt is started; empty: none is left
    used_up: str = ""
    ask: str = ""
    is_asked: bool = False
    course_title: str = ""
    note: str = ""


def result_place(
    sheet: Sheet,
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
) -> ResultPlace:
    """``passed`` is what was kept: a pass is never taken away. ``look_again``: lessons on what was missed."""
    upcoming = sheet.next_to_do(finished, after=part.key) if is_open else None
    may_try = is_open and not passed and not allowed.is_used_up
    used_up = is_open and not passed and allowed.is_used_up
    return ResultPlace(
        title=part.title,
        caption=sheet.caption(part),
        course=Link(sheet.title, addresses.outline),
        course_title=sheet.title,
        passed=passed,
        score=points(result.score),
        total=result.out_of,
        needed=result.needed,
        is_completed=is_completed,
        reviews=reviews(quiz.in_order(seed), answers, result, tell_all=passed),
        onwards=Link(upcoming.title, addresses.activity(upcoming.key)) if passed and upcoming else None,
        look_again=[] if passed else lessons(sheet, allowed.look_again or look_again, addresses),
        attempts_left=attempts_left_after(allowed) if not passed and is_open else "",
        again=addresses.start(part.key) if may_try else "",
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
        review(item, n, answers.get(item.key, Answer()), result.marks.get(item.key), tell_all=tell_all)
        for n, item in enumerate(items, start=1)
    ]


def review(item: Item, number: int, answer: Answer, mark: Mark | None, *, tell_all: bool) -> dict[str, Any]:
    """As the question_review component takes it. Until passed, only what was chosen is explained."""
    shown = [option for option in item.options if tell_all or option.key in answer.chosen]
    return {
        "number": number,
        "stem": item.stem,
        "verdict": mark.verdict if mark else "uncounted",
        "mark": _mark_words(item, mark),
        "options": [
            {
                "text": option.text,
                "chosen": option.key in answer.chosen,
                "right": option.right,
                "why": option.why,
            }
            for option in shown
        ],
        "explanation": item.explanation if tell_all else "",
        "source": _source_words(item) if tell_all or (mark and mark.is_full) else "",
    }


def _mark_words(item: Item, mark: Mark | None) -> str:
    if mark is None:
        return "This question no longer counts."
    if not item.takes_several or mark.score in (Fraction(0), Fraction(1)):
        return ""
    return f"{points(mark.score)} of {counted(mark.out_of, 'point')}. {item.marking}"


def _source_words(item: Item) -> str:
    if not item.source:
        return ""
    title, publisher = item.source["title"], item.source.get("publisher")
    return f"{title}, {publisher}" if publisher else title
