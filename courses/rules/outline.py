"""The parts of an edition in their order: where somebody is, what is next, what is left."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Self

from cms.rules import formats
from courses.rules.activities import ActivityKind, activity_kind
from lms.core.words import counted, minutes


@dataclass(frozen=True)
class Part:
    """An activity as outlined."""

    key: str
    kind: str
    title: str
    minutes: int
    optional: bool
    digest: str
    module: str
    items: int = 0
    objectives: frozenset[str] = frozenset()

    @property
    def rule(self) -> ActivityKind:
        return activity_kind(self.kind)

    @property
    def kind_in_words(self) -> str:
        return self.rule.noun.capitalize()


@dataclass(frozen=True)
class Outline:
    """An edition's outline, read once and kept: editions never change."""

    title: str
    parts: tuple[Part, ...]
    minutes: int = 0  # what a completion counts for
    participatory_minutes: int = 0
    course_key: str = ""

    @classmethod
    def read(
        cls,
        title: str,
        outline: Any,
        minutes: int = 0,
        participatory_minutes: int = 0,
        course_key: object = "",
    ) -> Self:
        """``outline`` as frozen, of whatever format. Raises UnknownFormat."""
        parts = (
            _read(activity, module["title"])
            for module in modules_of(outline)
            for activity in module["activities"]
        )
        return cls(title, tuple(parts), minutes, participatory_minutes, str(course_key))

    @property
    def required(self) -> frozenset[str]:
        return frozenset(part.key for part in self.parts if not part.optional)

    def part(self, key: str) -> Part | None:
        return next((part for part in self.parts if part.key == key), None)

    def done(self, finished: Collection[str]) -> int:
        return sum(part.key in finished for part in self.parts)

    def is_completed_by(self, finished: Collection[str]) -> bool:
        return bool(finished) and self.required <= set(finished)

    def minutes_left(self, finished: Collection[str]) -> int:
        return sum(part.minutes for part in self.parts if part.key not in finished and not part.optional)

    def next_to_do(self, finished: Collection[str], after: str = "") -> Part | None:
        """The next unfinished part after that one, else the first unfinished of all."""
        start = next((n + 1 for n, part in enumerate(self.parts) if part.key == after), 0)
        around = (*self.parts[start:], *self.parts[:start])
        return next((part for part in around if part.key not in finished and part.key != after), None)

    def is_same_in(self, newer: "Outline", key: str) -> bool:
        """That part has not changed."""
        here, there = self.part(key), newer.part(key)
        return bool(here and there and here.digest == there.digest)

    def before(self, key: str) -> Part | None:
        return self._beside(key, -1)

    def after(self, key: str) -> Part | None:
        return self._beside(key, 1)

    def caption(self, part: Part) -> str:
        """Lesson 2 of 7, 12 minutes."""
        alike = [other.key for other in self.parts if other.kind == part.kind]
        return f"{part.rule.caption(alike.index(part.key) + 1, len(alike))}, {minutes(part.minutes)}"

    def facts(self) -> str:
        """60 minutes, 4 parts, certificate."""
        total = sum(part.minutes for part in self.parts)
        return f"{minutes(total)}, {counted(len(self.parts), 'part')}, certificate"

    def lessons_for(self, quiz: str, objectives: Collection[str]) -> frozenset[str]:
        """What to look at again: lessons on those objectives, else of the quiz's module, else before it."""
        lessons = [part for part in self.parts if part.rule.is_looked_at_again]
        about = frozenset(part.key for part in lessons if part.objectives & set(objectives))
        the_quiz = self.part(quiz)
        if about or the_quiz is None:
            return about
        in_module = frozenset(part.key for part in lessons if part.module == the_quiz.module)
        earlier = self.parts[: self.parts.index(the_quiz)]
        return in_module or frozenset(part.key for part in earlier if part.rule.is_looked_at_again)

    def what_opens_fresh_attempts(self, lessons: Collection[str]) -> str:
        titles = [f"“{part.title}”" for part in self.parts if part.key in lessons]
        if not titles:
            return "You have used all your attempts. Ask a trainer for another one."
        named = titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]}"
        return f"You have used all your attempts. Finish {named} once more, and you can try again."

    def _beside(self, key: str, step: int) -> Part | None:
        keys = [part.key for part in self.parts]
        at = keys.index(key) + step
        return self.parts[at] if 0 <= at < len(keys) else None


FORMAT = 1
READERS: dict[int, Callable[[Any], list[Mapping[str, Any]]]] = {1: list}


def modules_of(frozen: Any) -> list[Mapping[str, Any]]:
    """``{"title", "activities": […]}`` in order, by the format of the frozen outline, absent meaning 1.

    A list is of the first format; a later one is a mapping that says its number. Raises UnknownFormat.
    """
    return formats.read(READERS, frozen, what="an outline")


def _read(activity: Mapping[str, Any], module: str) -> Part:
    return Part(
        key=activity["key"],
        kind=activity["kind"],
        title=activity["title"],
        minutes=activity["minutes"],
        optional=activity.get("optional", False),
        digest=activity["digest"],
        module=module,
        items=activity.get("items") or 0,
        objectives=frozenset(activity.get("objectives") or ()),
    )
