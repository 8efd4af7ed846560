"""What may be called a correction, and which questions are right in another way after one."""

from dataclasses import dataclass

from courses.rules.activities import activity_kind
from courses.rules.compiled import Compiled, CompiledActivity
from courses.rules.html import Html
from courses.rules.items import Item, thaw_item


@dataclass(frozen=True)
class RightChanged:
    """A question that stays, but is right in another way than before."""

    item: str  # key
    activity: str
    stem: Html
    rulings: tuple[str, ...]  # what may be decided about answers already given


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
    return activity_kind(new.kind).why_no_correction(old, new)


def items_of(activity: CompiledActivity) -> dict[str, Item]:
    """By key, in order."""
    return {item["key"]: thaw_item(item) for item in activity.items}


def right_changed(before: Compiled, after: Compiled) -> list[RightChanged]:
    """Questions that both have, and that are right in another way now."""
    old = {key: item for activity in before.activities for key, item in items_of(activity).items()}
    return [
        RightChanged(item.key, activity.key, item.stem, item.rulings)
        for activity in after.activities
        for key, item in items_of(activity).items()
        if key in old and old[key].right() != item.right()
    ]
