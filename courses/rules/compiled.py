"""A course compiled from what trainers wrote. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.rules import body_format
from courses.rules.activities import CompiledActivity, activity_kind

__all__ = ["Compiled", "CompiledActivity"]


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


def sources_named(activities: Iterable[CompiledActivity]) -> list[dict[str, Any]]:
    """All sources that they name, each once."""
    named = (
        source for activity in activities for source in activity_kind(activity.kind).sources(activity.body)
    )
    return body_format.sources_in([{"source": source} for source in named])
