"""Bringing today's text of some activities to an edition that was released before."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from courses.rules.comparing import changes
from courses.rules.compiled import Compiled, CompiledActivity, sources_named
from courses.rules.correcting import why_no_correction


@dataclass(frozen=True)
class Difference:
    """An activity that says something else today.

    ``changes`` for learners, and ``why_not`` it cannot be a correction: in sentences.
    """

    key: str
    title: str
    changes: list[str]
    why_not: list[str]


def differences(released: Compiled, today: Compiled) -> list[Difference]:
    """What could be brought to the edition, in its order."""
    return list(_differences(released, today))


def _differences(released: Compiled, today: Compiled) -> Iterator[Difference]:
    for key in released.by_key():
        patched = patch(released, today, [key])
        if patched.activities != released.activities:
            yield Difference(
                key,
                patched.by_key()[key].title,
                changes(released, patched),
                why_no_correction(released, patched),
            )


def patch(released: Compiled, today: Compiled, keys: Collection[str]) -> Compiled:
    """The edition with those activities as they are today; their place, and whether they are needed, stay."""
    now = today.by_key()
    activities = tuple(
        _as_today(each, now[each.key]) if each.key in keys and each.key in now else each
        for each in released.activities
    )
    about = {**released.about, "sources": sources_named(activities)}
    return replace(released, activities=activities, about=about)


def _as_today(old: CompiledActivity, new: CompiledActivity) -> CompiledActivity:
    return replace(new, module=old.module, optional=old.optional, objectives=old.objectives)
