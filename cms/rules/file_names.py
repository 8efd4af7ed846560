"""What a file is called where somebody saves it."""

import re
import unicodedata

LONGEST = 100
NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]|[^\w\s.,()\[\]&+\'’“”!–—-]')


def file_name(title: str) -> str:
    """The title without what a disk or another system would not take; empty if nothing is left."""
    readable = NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", title))
    return " ".join(readable.split())[:LONGEST].strip(" .")
