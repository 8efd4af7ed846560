"""What changes for learners between two editions, in sentences."""

from dataclasses import replace

from courses.rules.about import About
from courses.rules.activities import activity_kind
from courses.rules.compiled import Compiled, CompiledActivity
from lms.core.words import minutes


def changes(before: Compiled | None, after: Compiled) -> list[str]:
    """What changes for learners, in sentences."""
    if before is None:
        return ["The first edition."]
    old, new = before.by_key(), after.by_key()
    said = _changes_about(before, after)
    said += [f"New: {_named(new[key])}, {minutes(new[key].minutes)}." for key in new if key not in old]
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
    old, new = About.thaw(before.about), About.thaw(after.about)
    if old.objectives != new.objectives:
        said.append("The objectives are worded differently.")
    if before.summary != after.summary or _said_of_it(old) != _said_of_it(new):
        said.append("What is said about the course has changed.")
    return said


def _said_of_it(about: About) -> About:
    """Without what changes by itself, or is told apart."""
    return replace(about, objectives=(), sources=(), authors=())


def _changes_in(old: CompiledActivity, new: CompiledActivity) -> list[str]:
    said = []
    if old.title != new.title:
        said.append(f"“{old.title}” is called “{new.title}” now.")
    if old.optional != new.optional:
        said.append(f"“{new.title}” is {'optional now' if new.optional else 'no longer optional'}.")
    if old.objectives != new.objectives:
        said.append(f"“{new.title}” serves other objectives.")
    if old.kind != new.kind:
        return [*said, f"“{new.title}” is a {activity_kind(new.kind).noun} now."]
    return said + activity_kind(new.kind).changes(old, new)


def same(before: Compiled | None, after: Compiled) -> bool:
    """Nothing would be different for anybody."""
    return before is not None and changes(before, after) == ["Nothing changes for learners."]


def _named(activity: CompiledActivity) -> str:
    return f"the {activity_kind(activity.kind).noun} “{activity.title}”"
