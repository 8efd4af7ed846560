"""Words that will be printed later, looked at while they can still be changed.

Whoever prints them, further down the river, says what it cannot print; whoever takes them in asks.
"""

from collections.abc import Callable

#: Takes words, and returns a sentence that says what is wrong with them and what to do, or nothing.
Complaint = Callable[[str], str]

_complaints: list[Complaint] = []


def complains_of_words(complaint: Complaint) -> Complaint:
    """Make a function be asked about words that will be printed."""
    _complaints.append(complaint)
    return complaint


def complaint_of(words: str) -> str:
    """The first sentence that anybody has to say about them; usually none."""
    return next((said for complaint in _complaints if (said := complaint(words))), "")
