"""What all kinds with answers to tick have in common. Plain Python."""

import re
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from courses.kinds._choices import markup
from courses.rules.html import Html, one_line
from courses.rules.items import Answer, Bucket, Frozen, Item, Mark, NotAnAnswer, in_common
from courses.rules.shuffling import shuffled

SAYS_HOW_MANY = re.compile(r"\b(choose|pick|select|tick)\b.*\b(all|one|two|three|four|five|six|\d+)\b", re.I)


@dataclass(frozen=True)
class Option:
    """One answer that can be ticked."""

    key: str
    text: Html
    right: bool
    why: Html

    @classmethod
    def thaw(cls, frozen: Frozen) -> Self:
        return cls(frozen["key"], one_line(frozen["text"]), frozen["right"], one_line(frozen["why"]))


@dataclass(frozen=True)
class Ticks:
    """The keys of the options that somebody ticked."""

    chosen: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not self.chosen

    def stored(self) -> dict[str, Any]:
        return {"chosen": sorted(self.chosen)}

    def words(self) -> dict[str, str]:
        return {}


@dataclass(frozen=True)
class ChoiceItem(Item):
    """Right are the options frozen as right."""

    options: tuple[Option, ...]

    takes_several: ClassVar[bool] = False
    keeps_order: ClassVar[bool] = False
    hint_words: ClassVar[str] = "Choose one"
    empty_words = "Choose an answer"

    @classmethod
    def thaw(cls, frozen: Frozen) -> Self:
        return cls(**in_common(frozen), options=tuple(map(Option.thaw, frozen["options"])))

    @property
    def hint(self) -> str:
        return "" if SAYS_HOW_MANY.search(self.stem) else self.hint_words

    def in_order(self, seed: int) -> Self:
        return self if self.keeps_order else replace(self, options=shuffled(self.options, seed))

    def empty(self) -> Ticks:
        return Ticks()

    def read(self, sent: Any) -> Ticks:
        """From ``{"chosen": [keys]}``."""
        chosen = sent.get("chosen") if isinstance(sent, dict) else None
        if not isinstance(chosen, list) or not all(isinstance(key, str) for key in chosen):
            raise NotAnAnswer("That is not an answer to this question.")
        return self._ticks(chosen)

    def read_fields(self, fields: Mapping[str, Sequence[str]]) -> Ticks:
        return self._ticks(fields.get("", ()))

    def _ticks(self, keys: Sequence[str]) -> Ticks:
        chosen = frozenset(keys)
        if not chosen <= {option.key for option in self.options}:
            raise NotAnAnswer("That answer is not among the ones offered.")
        if len(chosen) > 1 and not self.takes_several:
            raise NotAnAnswer("Choose only one answer.")
        return Ticks(chosen)

    def thaw_answer(self, stored: Frozen, words: Mapping[str, str] | None = None) -> Ticks:
        return Ticks(frozenset(stored["chosen"]))

    def right(self) -> dict[str, Any]:
        return {"right": sorted(option.key for option in self.options if option.right)}

    def widened(self, options: Iterable[str]) -> Frozen:
        return {"right": sorted({*self.right()["right"], *options})}

    def right_answer(self) -> Ticks:
        return Ticks(frozenset(self.right()["right"]))

    def wrong_answer(self) -> Ticks:
        return Ticks(frozenset([next(option.key for option in self.options if not option.right)]))

    def mark(self, answer: Answer, alternatives: Sequence[Frozen] = ()) -> Mark:
        assert isinstance(answer, Ticks)
        readings = (frozenset(right["right"]) for right in (self.right(), *alternatives))
        return max((self.mark_ticks(answer.chosen, right) for right in readings), key=lambda mark: mark.score)

    @abstractmethod
    def mark_ticks(self, chosen: frozenset[str], right: frozenset[str]) -> Mark:
        """By one reading of what is right."""

    def show(self, answer: Answer, *, id: str, name: str) -> Html:
        assert isinstance(answer, Ticks)
        rows = [(option.key, option.text, option.key in answer.chosen) for option in self.options]
        return markup.controls(rows, id=id, name=name, several=self.takes_several)

    def review(self, answer: Answer, *, tell_all: bool) -> Html:
        assert isinstance(answer, Ticks)
        rows = [
            markup.LookedBackOn(option.text, option.key in answer.chosen, option.right, option.why)
            for option in self.options
            if tell_all or option.key in answer.chosen
        ]
        return markup.looked_back_on(rows)

    def answers_alike(self, other: Item) -> bool:
        return isinstance(other, type(self)) and self._keys() == other._keys()

    def _keys(self) -> frozenset[str]:
        return frozenset(option.key for option in self.options)

    def buckets(self) -> list[Bucket]:
        return [Bucket(option.key, option.text, option.right) for option in self.options]

    def buckets_of(self, answer: Answer) -> frozenset[str]:
        assert isinstance(answer, Ticks)
        return answer.chosen
