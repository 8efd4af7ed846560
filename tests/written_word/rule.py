"""How a written word is frozen, read, marked and shown. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import Any, Self

from courses.rules.html import Html
from courses.rules.items import Answer, Bucket, Frozen, Item, Mark, NotAnAnswer, in_common, kind_of_item

LONGEST = 40


@dataclass(frozen=True)
class Word:
    word: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.word

    def stored(self) -> dict[str, Any]:
        return {"letters": len(self.word)}

    def words(self) -> dict[str, str]:
        return {"word": self.word} if self.word else {}


@kind_of_item
@dataclass(frozen=True)
class WrittenWordItem(Item):
    word: str

    kind = "written-word"
    types_words = True
    empty_words = "Write a word"
    marking = "Capital letters do not matter."

    @classmethod
    def thaw(cls, frozen: Frozen) -> Self:
        return cls(**in_common(frozen), word=frozen["word"])

    @property
    def hint(self) -> str:
        return "One word"

    def empty(self) -> Word:
        return Word()

    def read(self, sent: Any) -> Word:
        word = sent.get("word", "") if isinstance(sent, dict) else None
        if not isinstance(word, str) or len(word) > LONGEST:
            raise NotAnAnswer("Write one word.")
        return Word(word.strip())

    def read_fields(self, fields: Mapping[str, Sequence[str]]) -> Word:
        return self.read({"word": next(iter(fields.get("word", [])), "")})

    def thaw_answer(self, stored: Frozen, words: Mapping[str, str] | None = None) -> Word:
        return Word((words or {}).get("word", ""))

    def right(self) -> dict[str, Any]:
        return {"word": self.word}

    def right_answer(self) -> Word:
        return Word(self.word)

    def wrong_answer(self) -> Word:
        return Word(f"not{self.word}")

    def mark(self, answer: Answer, alternatives: Sequence[Frozen] = ()) -> Mark:
        assert isinstance(answer, Word)
        right = {each["word"].casefold() for each in (self.right(), *alternatives)}
        return Mark(Fraction(answer.word.casefold() in right))

    def show(self, answer: Answer, *, id: str, name: str) -> Html:
        assert isinstance(answer, Word)
        return Html(f'<input id="{id}-1" name="{name}-word" value="{escape(answer.word)}">')

    def review(self, answer: Answer, *, tell_all: bool) -> Html:
        assert isinstance(answer, Word)
        told = f"<p>The word is {escape(self.word)}.</p>" if tell_all else ""
        return Html(f"<p>You wrote “{escape(answer.word)}”.</p>{told}")

    def answers_alike(self, other: Item) -> bool:
        return isinstance(other, WrittenWordItem)

    def buckets(self) -> list[Bucket]:
        return [Bucket("right", "The word", True), Bucket("other", "Another word", False)]

    def buckets_of(self, answer: Answer) -> frozenset[str]:
        return frozenset({"right" if self.mark(answer).is_full else "other"})
