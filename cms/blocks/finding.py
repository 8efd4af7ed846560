from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something about a block that its author should look at, in a sentence."""

    words: str
    mend_first: bool = False  # or else: worth a look
