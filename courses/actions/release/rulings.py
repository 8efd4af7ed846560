"""What becomes of answers already given, when a question is right in another way than before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from courses.actions.ruling import keep_rulings
from courses.models import Course, Edition, ItemRuling
from courses.queries.rulings import MetQuiz, met_quizzes
from courses.rules.compiled import Compiled
from courses.rules.correcting import items_of
from courses.rules.items import ACCEPT_ALSO, LEAVE_OUT, Item
from lms.core.refusals import Refusal
from lms.people.models import User


class NothingLeftToMark(Refusal):
    """A quiz whose questions all count for nobody could never be passed."""


@dataclass(frozen=True)
class ItemDecision:
    """“Was the old answer wrong?” as answered by an author, of one question."""

    item: str  # key
    kind: str  # of ItemRuling: accept what is right now as well, credit everyone, or leave it out
    reason: str = ""


def keep_decisions(
    decisions: Iterable[ItemDecision],
    *,
    course: Course,
    edition: Edition,
    compiled: Compiled,
    by: User,
    at: datetime,
) -> None:
    """A ruling on each earlier frozen version of a question that is right in another way than it is now.

    Never on the version of today: whoever starts from now on meets that one, and is marked by it alone.
    Raises NothingLeftToMark.
    """
    now = _items(compiled)
    decided = {
        decision.item: decision
        for decision in decisions
        if decision.item in now and decision.kind in now[decision.item].rulings
    }
    if not decided:
        return
    met = met_quizzes(course, before=edition)
    _refuse_to_leave_nothing(met, [key for key in decided if decided[key].kind == LEAVE_OUT], now)
    versions: dict[str, Item] = {}
    activities = []
    for quiz in met:
        judged = _right_in_another_way(quiz, decided, now)
        versions |= {item.digest: item for item in judged}
        activities += [quiz.pk] if judged else []
    rulings = [_ruling(decided[item.key], item, now[item.key]) for item in versions.values()]
    keep_rulings(
        [ruling for ruling in rulings if ruling],
        course=course,
        activities=activities,
        by=by,
        at=at,
        before=edition,
    )


def _items(compiled: Compiled) -> dict[str, Item]:
    return {key: item for activity in compiled.activities for key, item in items_of(activity).items()}


def _right_in_another_way(met: MetQuiz, keys: Iterable[str], now: dict[str, Item]) -> list[Item]:
    asked = [item for key in keys if (item := met.asked(key))]
    return [item for item in asked if item.right() != now[item.key].right()]


def _ruling(decision: ItemDecision, met: Item, now: Item) -> ItemRuling | None:
    """None where what is right now could not be answered then."""
    accepts = decision.kind == ACCEPT_ALSO
    if accepts and type(met) is not type(now):
        return None
    return ItemRuling(
        item_key=met.key,
        item_digest=met.digest,
        kind=decision.kind,
        alternative=now.right() if accepts else None,
        reason=decision.reason,
    )


def _refuse_to_leave_nothing(met: Iterable[MetQuiz], keys: Sequence[str], now: dict[str, Item]) -> None:
    titles = _left_with_nothing(met, keys, now)
    if titles:
        raise NothingLeftToMark(
            f"{words_for_nothing_left(titles)} Decide differently about a question in it."
        )


def _left_with_nothing(met: Iterable[MetQuiz], keys: Sequence[str], now: dict[str, Item]) -> list[str]:
    found = []
    for quiz in met:
        out = {item.key for item in _right_in_another_way(quiz, keys, now)}
        if out and quiz.left_out | out == {item.key for item in quiz.quiz.items}:
            found.append(quiz.title)
    return list(dict.fromkeys(found))


def words_for_nothing_left(titles: Iterable[str]) -> str:
    named = " and ".join(f"“{title}”" for title in titles)
    return f"Leaving it out would leave nothing to mark in {named}."


def why_not_left_out(course: Course, compiled: Compiled, keys: Iterable[str]) -> dict[str, str]:
    """Of these questions, by key: why one cannot be left out, in words; nothing of those that can."""
    met, now = met_quizzes(course), _items(compiled)
    titles = {key: _left_with_nothing(met, [key], now) for key in keys}
    return {key: words_for_nothing_left(found) for key, found in titles.items() if found}
