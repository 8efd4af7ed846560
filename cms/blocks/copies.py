"""Copies of pictures and files that stay when the upload is changed or deleted.

Only what was kept here is served at ``/kept/``: certificates lie in the same place and are not for everybody.
"""

import re

from lms.core import stored_files

ADDRESS = "/kept/"
EXTENSION = re.compile(r"[a-z0-9]{1,8}")  # what else a file may end in is left off


def keep_copy(content: bytes, extension: str) -> str:
    """The address under which it is served from now on."""
    extension = extension.lower() if EXTENSION.fullmatch(extension.lower()) else "bin"
    return f"{ADDRESS}{stored_files.keep(content, suffix=_suffix(extension))}.{extension}"


def read_copy(name: str) -> bytes | None:
    """``name`` is what follows ``/kept/``."""
    digest, _, extension = name.partition(".")
    return stored_files.read(digest, suffix=_suffix(extension))


def is_whole(address: str) -> bool:
    """Whether what was kept there is still what it was. Raises OSError where that cannot be asked."""
    return read_copy(address.removeprefix(ADDRESS)) is not None


def _suffix(extension: str) -> str:
    return f".shown.{extension}"
