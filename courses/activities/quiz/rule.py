"""Questions, passed at a share of right answers."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cms.rules.clean_html import plain
from courses.rules.activities import (
    ActivityKind,
    CompiledActivity,
    changed_minutes,
    kind_of_activity,
    sources_of,
)
from courses.rules.correcting import items_of
from courses.rules.items import Item
from courses.rules.marking import needed, share
from courses.rules.quiz import READERS

Frozen = Mapping[str, Any]
MOST_OF_A_STEM = 80  # letters, where a question is named

#: What a correction may change. Everything else in a frozen quiz is its rule.
NO_RULE = {"format", "blocks", "items"}

WHY_NOT = {
    "pass_percent": "is passed at another mark.",
    "attempts": "can be tried another number of times.",
    "shuffle": "comes in another order.",
}


@kind_of_activity
class QuizKind(ActivityKind):
    name = "quiz"
    noun = "quiz"
    plural = "quizzes"
    is_passed = True
    readers = READERS

    def outlined(self, body: Frozen) -> dict[str, Any]:
        return {"items": len(body["items"]), "needed": needed_in(body)}

    def changes(self, old: CompiledActivity, new: CompiledActivity) -> list[str]:
        said = list(_changed_questions(old, new))
        if (needed_in(old.body), old.body["pass_percent"]) != (needed_in(new.body), new.body["pass_percent"]):
            of, percent = len(new.items), share(needed_in(new.body), len(new.items))
            said.append(f"“{new.title}” is passed with {needed_in(new.body)} of {of} ({percent}\u00a0%).")
        if old.body["attempts"] != new.body["attempts"]:
            said.append(f"“{new.title}” can be tried {_attempts(new.body['attempts'])}.")
        if old.body["blocks"] != new.body["blocks"]:
            said.append(f"The introduction of “{new.title}” has changed.")
        said += _changed_order(old, new)
        return [*said, *changed_minutes(old, new)] if said else super().changes(old, new)

    def why_no_correction(self, old: CompiledActivity, new: CompiledActivity) -> list[str]:
        reasons = []
        if not _ask_alike(items_of(old), items_of(new)):
            reasons.append(f"“{new.title}” asks other questions, or offers other answers.")
        said = (WHY_NOT.get(part, "follows another rule.") for part in _changed_rule(old.body, new.body))
        return reasons + [f"“{new.title}” {words}" for words in dict.fromkeys(said)]

    def sources(self, body: Frozen) -> Iterator[Frozen]:
        yield from sources_of([*body["blocks"], *body["items"]])


def needed_in(body: Frozen) -> int:
    """Whole points that pass."""
    return needed(body["pass_percent"], len(body["items"]))


def _changed_questions(old: CompiledActivity, new: CompiledActivity) -> Iterator[str]:
    before, after = items_of(old), items_of(new)
    changed = [key for key in after if key in before and after[key].digest != before[key].digest]
    counted = (
        ("new", [key for key in after if key not in before]),
        ("gone", [key for key in before if key not in after]),
        ("changed", changed),
    )
    for word, keys in counted:
        if keys:
            yield f"“{new.title}”: {_questions(len(keys))} {word}."
    for key in changed:
        yield f"“{plain(after[key].stem)[:MOST_OF_A_STEM]}”: {' '.join(before[key].compare(after[key]))}"


def _changed_order(old: CompiledActivity, new: CompiledActivity) -> Iterator[str]:
    if old.body["shuffle"] != new.body["shuffle"]:
        how = "in another order each time" if new.body["shuffle"] else "always in the same order"
        yield f"The questions of “{new.title}” come {how}."
    before, after = ([item["key"] for item in quiz.items] for quiz in (old, new))
    if [key for key in before if key in after] != [key for key in after if key in before]:
        yield f"The questions of “{new.title}” come in another order."


def _changed_rule(old: Frozen, new: Frozen) -> Iterable[str]:
    """The parts of the rule that differ, also those that only one of them has."""
    parts = [part for part in {**old, **new} if part not in NO_RULE]
    return [part for part in parts if old.get(part) != new.get(part)]


def _ask_alike(old: Mapping[str, Item], new: Mapping[str, Item]) -> bool:
    """The same questions, each with the same possible answers; in whatever order."""
    return old.keys() == new.keys() and all(old[key].answers_alike(new[key]) for key in new)


def _questions(count: int) -> str:
    return "1 question is" if count == 1 else f"{count} questions are"


def _attempts(count: int) -> str:
    if not count:
        return "as often as wanted"
    return "once" if count == 1 else f"{count} times"
