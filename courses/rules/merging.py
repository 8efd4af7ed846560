"""A form's answers and what stands meanwhile: which fields were touched here, and which elsewhere too."""

from collections.abc import Mapping
from dataclasses import dataclass

from courses.rules.items import Answer


@dataclass(frozen=True)
class Field:
    """One question of a form as it arrived.

    ``known`` is the number of the answer that the page was rendered with, 0 for none. None: the page does
    not say. A number that no answer to this question has counts as the newest one's.
    """

    answer: Answer
    known: int | None = None


@dataclass(frozen=True)
class Standing:
    """What counts as the answer to a question at present, and its number."""

    sequence: int
    answer: Answer


@dataclass(frozen=True)
class Merged:
    """``changes``: what is to be kept. ``overtaken``: those that replace an answer given elsewhere."""

    changes: Mapping[str, Answer]
    overtaken: frozenset[str]


def older_answers(fields: Mapping[str, Field], standing: Mapping[str, Standing]) -> dict[str, int]:
    """The earlier answers that ``merge`` has to know, as {item: number}: none unless a page is behind."""
    return {
        item: field.known
        for item, field in fields.items()
        if item in standing
        and field.known
        and 0 < field.known < standing[item].sequence
        and field.answer != standing[item].answer
    }


def merge(
    fields: Mapping[str, Field], standing: Mapping[str, Standing], older: Mapping[str, Answer]
) -> Merged:
    """A field that still holds what its page was rendered with is untouched and changes nothing.

    ``older``: the answers named by ``older_answers``; one that is missing was never given.
    """
    changes, overtaken = {}, set()
    for item, field in fields.items():
        now = standing.get(item)
        if _is_untouched(field, now, older.get(item)):
            continue
        changes[item] = field.answer
        if now and (field.known == 0 or item in older):
            overtaken.add(item)
    return Merged(changes, frozenset(overtaken))


def _is_untouched(field: Field, now: Standing | None, older: Answer | None) -> bool:
    if now is None:
        return field.answer.is_empty
    if field.answer == now.answer:
        return True
    if older is not None:
        return field.answer == older
    # A page that does not say what it was rendered with may at least not erase anything.
    return not field.known and field.answer.is_empty
