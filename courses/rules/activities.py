"""Activities as frozen in an edition, and the contract by which the house asks a kind of activity.

A kind is one folder in ``courses/activities``; what is said here is all that the rest of the house knows of
what it is. How it is written says ``ActivityPage``, how it is met says ``ActivityViews``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from cms.rules import formats
from courses.rules.passages import Words
from lms.core.words import in_words, minutes

Frozen = Mapping[str, Any]


@dataclass(frozen=True)
class CompiledActivity:
    """An activity with everything it needs for ever."""

    key: str
    kind: str
    module: str
    title: str
    minutes: int
    optional: bool
    body: Frozen
    digest: str  # of the body
    objectives: tuple[str, ...] = ()  # keys

    @property
    def items(self) -> list[Frozen]:
        """The questions it asks, frozen: whatever kind asks any keeps them under this name."""
        return list(self.body.get("items", []))

    def outlined(self) -> dict[str, Any]:
        """Its entry in the outline of an edition."""
        return {
            "key": self.key,
            "kind": self.kind,
            "title": self.title,
            "minutes": self.minutes,
            "optional": self.optional,
            "digest": self.digest,
            "objectives": list(self.objectives),
            **activity_kind(self.kind).outlined(self.body),
        }


class ActivityKind:
    """What an activity of one kind is, in plain Python. One instance of each is known by its name."""

    #: In frozen editions and stored rows, for ever.
    name: ClassVar[str]
    #: In sentences: lesson, lessons.
    noun: ClassVar[str]
    plural: ClassVar[str]
    #: Finished by an attempt that passed: the body thaws into a ``Quiz``. Else by the learner's saying so.
    is_passed: ClassVar[bool] = False
    #: Worth another look when a question on one of its objectives was missed.
    is_looked_at_again: ClassVar[bool] = False

    #: By the number of the format, what reads a body of it: every format ever released.
    readers: ClassVar[Mapping[int, Callable[[Frozen], Any]]]

    def thaw(self, body: Frozen) -> Any:
        """The body by its format, absent meaning 1. Raises UnknownFormat."""
        return formats.read(self.readers, body, what=f"a {self.noun}")

    def outlined(self, body: Frozen) -> dict[str, Any]:
        """What the outline says about it beside what it says of every activity; ``items`` is how many
        questions it asks.
        """
        return {}

    def changes(self, old: CompiledActivity, new: CompiledActivity) -> list[str]:
        """How two frozen versions differ for learners, in sentences; title and optional are compared
        already.
        """
        said = []
        if old.digest != new.digest:
            said.append(f"The {self.noun} “{new.title}” has changed.")
        return said + changed_minutes(old, new)

    def why_no_correction(self, old: CompiledActivity, new: CompiledActivity) -> list[str]:
        """What forbids to call the newer one a correction, in sentences; empty when nothing does."""
        return []

    def sources(self, body: Frozen) -> Iterator[Frozen]:
        """The sources that it names, frozen; the same one may come twice."""
        yield from sources_of(body["blocks"])

    def words(self, body: Frozen) -> Words:
        """By which it is found. Nothing unless a kind says so: nobody finds a question before its quiz."""
        return Words()

    def caption(self, number: int, total: int) -> str:
        """Lesson 2 of 7; only Lesson, where it is the only one."""
        called = self.noun.capitalize()
        return f"{called} {number} of {total}" if total > 1 else called

    def next_words(self, title: str) -> str:
        """How a button names it that leads there."""
        return f"{self.noun}, {title}"

    def counted(self, count: int) -> str:
        """one lesson; three lessons."""
        return in_words(count, self.noun, self.plural)


class UnknownKind(LookupError):
    """A kind of activity that this version of the house does not have."""


KINDS: dict[str, ActivityKind] = {}
K = TypeVar("K", bound=type[ActivityKind])


def kind_of_activity(kind: K) -> K:
    """Class decorator: activities frozen with this ``name`` are of this kind."""
    KINDS[kind.name] = kind()
    return kind


def activity_kind(name: str) -> ActivityKind:
    """Raises UnknownKind."""
    if name not in KINDS:
        raise UnknownKind(
            f"Nothing here knows an activity of kind “{name}”. Kinds known: {', '.join(KINDS)}."
        )
    return KINDS[name]


def kinds_finished_by_passing() -> list[str]:
    """Their names, for asking the database."""
    return [name for name, kind in KINDS.items() if kind.is_passed]


def changed_minutes(old: CompiledActivity, new: CompiledActivity) -> list[str]:
    """In a sentence, if they have changed."""
    if old.minutes == new.minutes:
        return []
    return [f"“{new.title}” takes {minutes(new.minutes)}, not {old.minutes}."]


def sources_of(frozen: Any) -> Iterator[Frozen]:
    """Of frozen blocks or questions: what each rests on."""
    for each in frozen:
        yield from (source for source in [each.get("source"), *each.get("sources", [])] if source)
