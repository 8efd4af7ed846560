"""What becomes of answers already given, when a question is right in another way than before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from courses.actions.ruling import rule_on_item
from courses.models import Activity, Course, ItemRuling
from courses.rules.compiled import Compiled, right_keys
from lms.people.models import User


@dataclass(frozen=True)
class ItemDecision:
    """“Was the old answer wrong?” as answered by an author, of one question."""

    item: str
    kind: str  # of ItemRuling: accept what was right before as well, credit everyone, or leave it out
    reason: str = ""


def keep_decisions(
    decisions: Iterable[ItemDecision], *, course: Course, compiled: Compiled, by: User, at: datetime
) -> None:
    """Rulings for every edition in which the question was right in another way.

    All attempts that met it are marked again by them. Nobody's pass is taken away.
    """
    now = {item["key"]: item for activity in compiled.activities for item in activity.items}
    for decision in decisions:
        for number, right_before in _met(course, decision.item, now.get(decision.item)).items():
            for option in _options(decision, now[decision.item], right_before):
                rule_on_item(
                    course=course,
                    edition_number=number,
                    item_key=decision.item,
                    kind=decision.kind,
                    option_key=option,
                    reason=decision.reason,
                    by=by,
                    at=at,
                )


def _options(
    decision: ItemDecision, item: Mapping[str, Any], right_before: frozenset[str]
) -> Sequence[str | None]:
    """Both ways count: what was right before, and what is right now."""
    if decision.kind == ItemRuling.Kind.ACCEPT_ALSO:
        return sorted(right_keys(item) ^ right_before)
    return [None]


def _met(course: Course, item_key: str, item: Mapping[str, Any] | None) -> dict[int, frozenset[str]]:
    """Number of edition: what was right in it, where that is not what is right now."""
    if item is None:
        return {}
    met: dict[int, frozenset[str]] = {}
    quizzes = Activity.objects.filter(edition__course=course, kind=Activity.Kind.QUIZ)
    for number, body in quizzes.order_by("edition__number", "edition__correction").values_list(
        "edition__number", "body"
    ):
        for asked in body["items"]:
            if asked["key"] == item_key and right_keys(asked) != right_keys(item):
                met.setdefault(number, right_keys(asked))
    return met
