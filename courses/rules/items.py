"""Questions as frozen in an edition: what every kind of them has, and how kinds are found by name."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Self, TypeVar

from courses.rules.words import Html, one_line


@dataclass(frozen=True)
class Mark:
    """What an answer scored, in points, of how many. Exact: a third is a third."""

    score: Fraction
    out_of: int = 1

    @property
    def is_full(self) -> bool:
        return self.score >= self.out_of

    @property
    def verdict(self) -> str:
        """right, partly or wrong."""
        if self.is_full:
            return "right"
        return "partly" if self.score > 0 else "wrong"


@dataclass(frozen=True)
class Answer:
    """What somebody chose."""

    chosen: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not self.chosen

    def stored(self) -> dict[str, Any]:
        """The one form in which an answer is kept, whatever order it came in."""
        return {"chosen": sorted(self.chosen)}


@dataclass(frozen=True)
class Rulings:
    """What was decided about one item after people had met it."""

    accept_also: frozenset[str] = frozenset()
    credit_everyone: bool = False
    leave_out: bool = False


@dataclass(frozen=True)
class Option:
    key: str
    text: Html
    right: bool
    why: Html

    @classmethod
    def thaw(cls, frozen: dict[str, Any]) -> Self:
        return cls(frozen["key"], one_line(frozen["text"]), frozen["right"], one_line(frozen["why"]))


class NotAnAnswer(ValueError):
    """What was sent cannot be an answer to this item; the sentence says why."""


@dataclass(frozen=True)
class Item:
    """A question as released. Each kind says how it is asked, read and marked."""

    key: str
    stem: Html
    options: tuple[Option, ...]
    explanation: Html
    objective: str | None
    source: dict[str, Any] | None

    kind: ClassVar[str]
    takes_several: ClassVar[bool] = False
    options_may_move: ClassVar[bool] = True
    hint: ClassVar[str] = "Choose one"
    marking: ClassVar[str] = ""  # how it is marked, where that needs saying

    @classmethod
    def thaw(cls, frozen: dict[str, Any]) -> Self:
        return cls(
            key=frozen["key"],
            stem=one_line(frozen["stem"]),
            options=tuple(Option.thaw(option) for option in frozen["options"]),
            explanation=one_line(frozen.get("explanation") or ""),
            objective=frozen.get("objective"),
            source=frozen.get("source"),
        )

    @property
    def right(self) -> frozenset[str]:
        return frozenset(option.key for option in self.options if option.right)

    def read(self, sent: Any) -> Answer:
        """The answer in what a browser sent, ``{"chosen": [keys]}``. Raises NotAnAnswer."""
        chosen = sent.get("chosen") if isinstance(sent, dict) else None
        if not isinstance(chosen, list) or not all(isinstance(key, str) for key in chosen):
            raise NotAnAnswer("That is not an answer to this question.")
        if not set(chosen) <= {option.key for option in self.options}:
            raise NotAnAnswer("That answer is not among the ones offered.")
        if len(set(chosen)) > 1 and not self.takes_several:
            raise NotAnAnswer("Choose only one answer.")
        return Answer(frozenset(chosen))

    def mark(self, answer: Answer, rulings: Rulings) -> Mark:
        raise NotImplementedError(f"{self.kind} does not say how it is marked.")


KINDS: dict[str, type[Item]] = {}
K = TypeVar("K", bound=type[Item])


def kind_of_item(item: K) -> K:
    """Class decorator: items frozen with this ``kind`` thaw into this class."""
    KINDS[item.kind] = item
    return item


def thaw(frozen: dict[str, Any]) -> Item:
    return KINDS[frozen["kind"]].thaw(frozen)
