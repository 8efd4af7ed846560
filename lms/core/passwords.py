"""Passwords that somebody who knows this place would try first."""

from django.core.exceptions import ValidationError

from lms.core.text import searchable

#: What the site, its people and its subject are called.
WORDS = frozenset(
    {"pier", "network", "learning", "training", "parent", "infant", "baby", "babies", "early", "years"}
    | {"relationships", "mental", "health", "visitor", "visitors", "nurse", "nursery", "midwife", "family"}
    | {"hub", "trust", "council", "england", "north", "west", "password", "welcome", "letmein"}
)
SENTENCE = (
    "This password is made of words that anybody here would try. Add a word that has nothing to do with it."
)


class WordsOfThisPlaceValidator:
    """Refuses a password that is nothing but such words, figures and signs."""

    def validate(self, password: str, user: object = None) -> None:
        left = searchable(password)
        for word in sorted(WORDS, key=len, reverse=True):
            left = left.replace(word, "")
        if not any(letter.isalpha() for letter in left):
            raise ValidationError(SENTENCE, code="words_of_this_place")

    def get_help_text(self) -> str:
        return "Not only words that have to do with this place."
