"""What is frozen says its format; a reader is found by that number. No format means the first."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

FIRST = 1

T = TypeVar("T")


class UnknownFormat(ValueError):
    """Something frozen in a format that this version of the house does not read."""


def format_of(frozen: Any) -> Any:
    """The number that it says; lists, and whatever says none, are of the first format."""
    return frozen.get("format", FIRST) if isinstance(frozen, Mapping) else FIRST


def read(readers: Mapping[int, Callable[[Any], T]], frozen: Any, *, what: str) -> T:
    """By the reader of its format. Raises UnknownFormat, which names ``what`` it should have been."""
    number = format_of(frozen)
    if number not in readers:
        known = ", ".join(str(each) for each in sorted(readers))
        raise UnknownFormat(f"Nothing here reads {what} in format {number!r}. Formats known: {known}.")
    return readers[number](frozen)
