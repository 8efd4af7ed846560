"""A course compiled from what trainers wrote, and how two of them differ. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class CompiledActivity:
    """A lesson or quiz with everything it needs for ever."""

    key: str
    kind: str
    module: str
    title: str
    minutes: int
    optional: bool
    body: Mapping[str, Any]
    digest: str
    objectives: tuple[str, ...] = ()  # keys

    @property
    def items(self) -> list[Mapping[str, Any]]:
        return list(self.body.get("items", []))

    @property
    def needed(self) -> int:
        """Whole points that pass: 80 % of 9 are 8."""
        return -(-self.body.get("pass_percent", 0) * len(self.items) // 100)

    def outlined(self) -> dict[str, Any]:
        outlined: dict[str, Any] = {
            "key": self.key,
            "kind": self.kind,
            "title": self.title,
            "minutes": self.minutes,
            "optional": self.optional,
            "digest": self.digest,
            "objectives": list(self.objectives),
        }
        if self.kind == "quiz":
            outlined |= {"items": len(self.items), "needed": self.needed}
        return outlined


@dataclass(frozen=True)
class Compiled:
    """A whole course, ready to become an edition, or read back from one."""

    title: str
    summary: str
    participatory_minutes: int
    about: Mapping[str, Any]
    activities: tuple[CompiledActivity, ...] = field(default_factory=tuple)

    @property
    def minutes(self) -> int:
        return sum(activity.minutes for activity in self.activities) + self.participatory_minutes

    def outline(self) -> list[dict[str, Any]]:
        """Modules in order, each with its activities. Neighbours of the same module stand together."""
        modules: list[dict[str, Any]] = []
        for activity in self.activities:
            if not modules or modules[-1]["title"] != activity.module:
                modules.append({"title": activity.module, "activities": []})
            modules[-1]["activities"].append(activity.outlined())
        return modules

    def by_key(self) -> dict[str, CompiledActivity]:
        return {activity.key: activity for activity in self.activities}


@dataclass(frozen=True)
class RightChanged:
    """A question that stays, but is right in another way than before."""

    item: str
    activity: str
    stem: str
    now_right: tuple[str, ...]  # options that are right now and were not
    right_before: tuple[str, ...]


def why_no_correction(before: Compiled, after: Compiled) -> list[str]:
    """What stands against calling it a correction, in sentences; empty when nothing does."""
    old, new = before.by_key(), after.by_key()
    reasons = [f"“{old[key].title}” is gone." for key in old if key not in new]
    reasons += [f"“{new[key].title}” is new." for key in new if key not in old]
    for key in old:
        if key in new:
            reasons += _why_not(old[key], new[key])
    return reasons


def _why_not(old: CompiledActivity, new: CompiledActivity) -> list[str]:
    if old.kind != new.kind or old.optional != new.optional:
        return [f"“{new.title}” counts in another way than before."]
    if new.kind != "quiz":
        return []
    reasons = []
    if _option_keys(old) != _option_keys(new):
        reasons.append(f"“{new.title}” asks other questions, or offers other answers.")
    if old.body["pass_percent"] != new.body["pass_percent"]:
        reasons.append(f"“{new.title}” is passed at another mark.")
    return reasons


def _option_keys(activity: CompiledActivity) -> dict[str, frozenset[str]]:
    return {item["key"]: frozenset(option["key"] for option in item["options"]) for item in activity.items}


def changes(before: Compiled | None, after: Compiled) -> list[str]:
    """What changes for learners, in sentences."""
    if before is None:
        return ["The first edition."]
    old, new = before.by_key(), after.by_key()
    said = _changes_about(before, after)
    said += [f"New: {_named(new[key])}, {_minutes(new[key].minutes)}." for key in new if key not in old]
    said += [f"Gone: {_named(old[key])}." for key in old if key not in new]
    for key in new:
        if key in old:
            said += _changes_in(old[key], new[key])
    if [key for key in old if key in new] != [key for key in new if key in old]:
        said.append("The parts come in another order.")
    return said or ["Nothing changes for learners."]


def _changes_about(before: Compiled, after: Compiled) -> list[str]:
    said = []
    if before.title != after.title:
        said.append(f"It is called “{after.title}” now, no longer “{before.title}”.")
    if before.about.get("objectives") != after.about.get("objectives"):
        said.append("The objectives are worded differently.")
    rest = ("for_whom", "level", "content_note", "label", "picture", "reviewer", "review_due_on")
    if before.summary != after.summary or any(before.about.get(k) != after.about.get(k) for k in rest):
        said.append("What is said about the course has changed.")
    return said


def _changes_in(old: CompiledActivity, new: CompiledActivity) -> list[str]:
    said = []
    if old.title != new.title:
        said.append(f"“{old.title}” is called “{new.title}” now.")
    if old.optional != new.optional:
        said.append(f"“{new.title}” is {'optional now' if new.optional else 'no longer optional'}.")
    if new.kind == "quiz":
        return said + _changes_in_quiz(old, new)
    if old.digest != new.digest:
        said.append(f"The lesson “{new.title}” has changed.")
    if old.minutes != new.minutes:
        said.append(f"“{new.title}” takes {_minutes(new.minutes)}, not {old.minutes}.")
    return said


def _changes_in_quiz(old: CompiledActivity, new: CompiledActivity) -> list[str]:
    before, after = ({item["key"]: item for item in quiz.items} for quiz in (old, new))
    said = []
    counted = (
        ("new", [key for key in after if key not in before]),
        ("gone", [key for key in before if key not in after]),
        ("changed", [key for key in after if key in before and after[key] != before[key]]),
    )
    for word, keys in counted:
        if keys:
            said.append(f"“{new.title}”: {_questions(len(keys))} {word}.")
    if old.needed != new.needed or old.body["pass_percent"] != new.body["pass_percent"]:
        said.append(f"“{new.title}” is passed with {new.needed} of {len(after)}.")
    if old.body["attempts"] != new.body["attempts"]:
        said.append(f"“{new.title}” can be tried {_attempts(new.body['attempts'])}.")
    if old.body["blocks"] != new.body["blocks"]:
        said.append(f"The introduction of “{new.title}” has changed.")
    return said


def right_changed(before: Compiled, after: Compiled) -> list[RightChanged]:
    """Questions that both have, with the same answers, of which others are right now."""
    old = {item["key"]: item for activity in before.activities for item in activity.items}
    found = []
    for activity in after.activities:
        for item in activity.items:
            was, now = right_keys(old.get(item["key"], item)), right_keys(item)
            if was != now:
                found.append(
                    RightChanged(
                        item["key"], activity.key, item["stem"], tuple(sorted(now - was)), tuple(sorted(was))
                    )
                )
    return found


def right_keys(item: Mapping[str, Any]) -> frozenset[str]:
    """The options of an item that are right."""
    return frozenset(option["key"] for option in item["options"] if option["right"])


def same(before: Compiled | None, after: Compiled) -> bool:
    """Nothing would be different for anybody."""
    return before is not None and changes(before, after) == ["Nothing changes for learners."]


def listed(words: Iterable[str]) -> str:
    """One, two and three."""
    *rest, last = list(words)
    return f"{', '.join(rest)} and {last}" if rest else last


def _named(activity: CompiledActivity) -> str:
    return f"the {activity.kind} “{activity.title}”"


def _minutes(count: int) -> str:
    return f"{count} minute{'' if count == 1 else 's'}"


def _questions(count: int) -> str:
    return "1 question is" if count == 1 else f"{count} questions are"


def _attempts(count: int) -> str:
    if not count:
        return "as often as wanted"
    return "once" if count == 1 else f"{count} times"
