"""Copies of pictures and files that stay when the upload is changed or deleted.

Only what was kept here is served at ``/kept/``: certificates lie in the same place and are not for everybody.
"""

from lms.core import kept_files

ADDRESS = "/kept/"


def keep_copy(content: bytes, extension: str) -> str:
    """The address under which it is served from now on."""
    extension = extension.lower() or "bin"
    return f"{ADDRESS}{kept_files.keep(content, suffix=_suffix(extension))}.{extension}"


def read_copy(name: str) -> bytes | None:
    """``name`` is what follows ``/kept/``."""
    digest, _, extension = name.partition(".")
    return kept_files.read(digest, suffix=_suffix(extension))


def _suffix(extension: str) -> str:
    return f".shown.{extension}"
