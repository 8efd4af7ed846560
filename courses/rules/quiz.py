"""A quiz as frozen in an edition: its questions, what passes, and how answers are marked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cms.rules import formats
from courses.rules.items import Answer, Item, read_answer, thaw_item
from courses.rules.marking import Result, Ruling, mark_quiz, needed
from courses.rules.shuffling import shuffled

Stored = tuple[Any, Mapping[str, Any], Mapping[str, str] | None]


@dataclass(frozen=True)
class Quiz:
    items: tuple[Item, ...]
    pass_percent: int
    attempts: int  # 0: as many as wanted
    shuffle: bool

    @classmethod
    def thaw(cls, body: Mapping[str, Any]) -> "Quiz":
        """By its format, absent meaning 1. Raises UnknownFormat."""
        return formats.read(READERS, body, what="a quiz")

    @property
    def needed(self) -> int:
        return needed(self.pass_percent, len(self.items))

    @property
    def types_words(self) -> bool:
        """Whether any answer has words that were typed."""
        return any(item.types_words for item in self.items)

    def item(self, key: str) -> Item | None:
        return next((item for item in self.items if item.key == key), None)

    def in_order(self, seed: int) -> tuple[Item, ...]:
        """The items as one attempt meets them: always the same for the same seed."""
        if not self.shuffle:
            return self.items
        return tuple(item.in_order(seed) for item in shuffled(self.items, seed))

    def read(self, sent: Mapping[str, Any]) -> dict[str, Answer]:
        """Answers by key, out of what was sent for each; see ``read_answer``. Raises NotAnAnswer."""
        return {item.key: read_answer(item, sent[item.key]) for item in self.items if item.key in sent}

    def thaw_answers(self, stored: Iterable[Stored]) -> dict[str, Answer]:
        """By key, from rows (key of the item, answer as stored, words that were typed or None)."""
        items = {item.key: item for item in self.items}
        return {
            str(key): items[str(key)].thaw_answer(answer, words)
            for key, answer, words in stored
            if str(key) in items
        }

    def mark(
        self,
        answers: Mapping[str, Answer],
        rulings: Iterable[Ruling] = (),
        *,
        earned: Mapping[str, Fraction] | None = None,
    ) -> Result:
        """Depends on nothing but the frozen items, the answers and the rulings, so it can be done again.

        ``earned``: points by item that answers had which cannot be read any more; they score no less.
        """
        return mark_quiz(self.items, self.pass_percent, answers, rulings, earned=earned)


def _read_1(body: Mapping[str, Any]) -> Quiz:
    items = tuple(thaw_item(item) for item in body["items"])
    return Quiz(items, body["pass_percent"], body["attempts"], body["shuffle"])


READERS = {1: _read_1}


def fields_of(item: Item, fields: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Those of one item, by what follows its name; “” for the plain one."""
    name = field_name(item)
    found = {sent: values for sent, values in fields.items() if sent == name or sent.startswith(f"{name}-")}
    return {sent[len(name) + 1 :]: values for sent, values in found.items()}


def field_name(item: Item) -> str:
    return f"item-{item.key}"
