"""Questions as frozen in an edition, and the contract by which the house asks a kind of question.

A kind is one folder in ``courses/kinds``; what is said here is all that the rest of the house knows of it.
Items and answers are read by their format: absent means 1, and every format ever released is read for ever.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Protocol, Self, TypeVar

from cms.rules.body_format import digest_of
from cms.rules.formats import UnknownFormat
from courses.rules.html import Html, one_line

Frozen = Mapping[str, Any]


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


class Answer(Protocol):
    """What somebody answered, in the terms of one kind."""

    @property
    def is_empty(self) -> bool: ...

    def stored(self) -> dict[str, Any]:
        """Keys and numbers only, the same for the same answer, whatever order it came in: kept for ever."""

    def words(self) -> dict[str, str]:
        """What was typed, by field: kept beside the answer, and emptied by erasure. Empty for most kinds."""


@dataclass(frozen=True)
class Bucket:
    """One of the things that can be answered, for counting how many did."""

    key: str
    words: str
    is_right: bool


class NotAnAnswer(ValueError):
    """What was sent cannot be an answer to this item; the sentence says why."""


ACCEPT_ALSO, CREDIT_EVERYONE, LEAVE_OUT = "accept-also", "credit-everyone", "leave-out"


@dataclass(frozen=True)
class Item(ABC):
    """A question as released. A kind says here how it is asked, read, marked and looked back on."""

    key: str
    digest: str  # of the item exactly as frozen: what a ruling is bound to
    stem: Html
    explanation: Html
    objective: str | None  # key
    source: Mapping[str, Any] | None

    kind: ClassVar[str]
    #: Every format that an edition may hold. One that is frozen otherwise gets the next number.
    formats: ClassVar[frozenset[int]] = frozenset({1})
    #: Said beneath a question that was left empty.
    empty_words: ClassVar[str] = "Answer this question"
    #: Whether answers have ``words()``.
    types_words: ClassVar[bool] = False
    #: How it is marked, where that needs saying; said once, before the quiz.
    marking: ClassVar[str] = ""
    #: What may be decided about it after people have met it.
    rulings: ClassVar[tuple[str, ...]] = (ACCEPT_ALSO, CREDIT_EVERYONE, LEAVE_OUT)

    @classmethod
    @abstractmethod
    def thaw(cls, frozen: Frozen) -> Self:
        """From any of ``formats``; ``thaw_item`` has looked that it is one of them."""

    @property
    def hint(self) -> str:
        """What to do, where the question itself does not say so: Choose one."""
        return ""

    def in_order(self, seed: int) -> Self:
        """As one attempt meets it, always the same for the same seed."""
        return self

    @abstractmethod
    def empty(self) -> Answer:
        """Nothing answered."""

    @abstractmethod
    def read(self, sent: Any) -> Answer:
        """From the JSON of this kind: whatever ``stored()`` and ``words()`` of an answer hold together is
        read as that answer. Raises NotAnAnswer.
        """

    @abstractmethod
    def read_fields(self, fields: Mapping[str, Sequence[str]]) -> Answer:
        """From a plain form: what follows the question's name, and the values sent. Raises NotAnAnswer."""

    @abstractmethod
    def thaw_answer(self, stored: Frozen, words: Mapping[str, str] | None = None) -> Answer:
        """An answer as it was stored, by its format; ``words`` none: it had none, or they were erased."""

    @abstractmethod
    def right(self) -> dict[str, Any]:
        """The right answer as a whole, in the terms of this kind: what a ruling accepts as well."""

    def widened(self, options: Iterable[str]) -> Frozen:
        """How rulings of format 1 are read, which named options of ticks: those are right as well."""
        return self.right()

    @abstractmethod
    def right_answer(self) -> Answer:
        """An answer that earns the whole mark: for previews and demonstrations."""

    @abstractmethod
    def wrong_answer(self) -> Answer:
        """An answer that earns nothing, or not all: for demonstrations."""

    @abstractmethod
    def mark(self, answer: Answer, alternatives: Sequence[Frozen] = ()) -> Mark:
        """The best of all readings: its own right answer, and each alternative, shaped like ``right()``."""

    @abstractmethod
    def show(self, answer: Answer, *, id: str, name: str) -> Html:
        """Its controls, filled in; names begin with ``name``, the first control has the id ``<id>-1``.

        Holds nothing of what is right: pages can be read by anyone.
        """

    @abstractmethod
    def review(self, answer: Answer, *, tell_all: bool) -> Html:
        """Looked back on. Unless ``tell_all``, only what was answered is explained."""

    @abstractmethod
    def answers_alike(self, other: "Item") -> bool:
        """Whether whatever can be answered to one can be answered to the other."""

    def compare(self, newer: "Item") -> list[str]:
        """What has changed in the newer one, for its author; empty when nothing has."""
        said = []
        if self.stem != newer.stem:
            said.append("It is worded differently.")
        if self.right() != newer.right():
            said.append("Another answer is right.")
        if self.explanation != newer.explanation:
            said.append("Its explanation has changed.")
        if self.source != newer.source:
            said.append("It rests on another source.")
        if not said and self.digest != newer.digest:
            said.append("Its answers are worded differently.")
        return said

    @abstractmethod
    def buckets(self) -> list[Bucket]:
        """What can be answered, for statistics."""

    @abstractmethod
    def buckets_of(self, answer: Answer) -> frozenset[str]:
        """The keys of the buckets that an answer falls into."""

    def takes_apart(self, mark: Mark) -> bool:
        """Whether the points of this mark are worth saying: it earned part of them."""
        return mark.verdict == "partly"


def read_answer(item: Item, sent: Any) -> Answer:
    """From what a script sent: ``{"fields": {"": [values], …}}``, the controls as a form would send them, or
    the JSON of the item's kind. Raises NotAnAnswer.
    """
    fields = sent.get("fields") if isinstance(sent, dict) else None
    if fields is None:
        return item.read(sent)
    if not isinstance(fields, dict) or not all(_is_values(values) for values in fields.values()):
        raise NotAnAnswer("That is not an answer to this question.")
    return item.read_fields(fields)


def _is_values(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


KINDS: dict[str, type[Item]] = {}
K = TypeVar("K", bound=type[Item])


def kind_of_item(item: K) -> K:
    """Class decorator: items frozen with this ``kind`` thaw into this class."""
    KINDS[item.kind] = item
    return item


def in_common(frozen: Frozen) -> dict[str, Any]:
    """What every kind takes from its frozen form."""
    return {
        "key": frozen["key"],
        "digest": digest_of(frozen),
        "stem": one_line(frozen["stem"]),
        "explanation": one_line(frozen.get("explanation") or ""),
        "objective": frozen.get("objective"),
        "source": frozen.get("source"),
    }


def thaw_item(frozen: Frozen) -> Item:
    """Raises UnknownFormat."""
    kind, format = frozen["kind"], frozen.get("format", 1)
    if kind not in KINDS or format not in KINDS[kind].formats:
        raise UnknownFormat(f"Nothing here reads a question of kind “{kind}” in format {format}.")
    return KINDS[kind].thaw(frozen)
