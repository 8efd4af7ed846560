"""When something is uploaded, its copies are kept."""

from typing import Any

from cms import actions


def keep_its_copies(instance: Any, raw: bool = False, **_: Any) -> None:
    if not raw:
        actions.keep_picture(instance)


def keep_its_copy(instance: Any, raw: bool = False, **_: Any) -> None:
    if not raw:
        actions.keep_file(instance)
