"""A “no” that is worded for the person who asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.forms import BaseForm

from lms.core.words import time_to_wait


class Refusal(Exception):
    """Raised by actions and permissions; one middleware turns it into a page, or into JSON.

    ``message`` is a sentence that says what to do next. ``see`` is where to look instead: anything with
    ``get_absolute_url`` or an address. ``status`` is the HTTP status: 409 (things are not as you thought)
    unless said otherwise.
    """

    status = 409

    def __init__(self, message: str, *, see: Any = None, status: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.see = see
        if status is not None:
            self.status = status

    @property
    def address(self) -> str:
        """Where to look instead, or an empty string."""
        if self.see is None:
            return ""
        if isinstance(self.see, str):
            return self.see
        return str(self.see.get_absolute_url())


@contextmanager
def said_at(form: BaseForm, field: str | None = None) -> Iterator[None]:
    """A refusal inside becomes an error of that field, or of the whole form, which is then shown again.

    So nothing that was typed is lost. What is not theirs to do, or was tried too often, stays a page.
    """
    try:
        yield
    except (NotAllowed, TooMany):
        raise
    except Refusal as refusal:
        form.add_error(field, refusal.message)


class NotAllowed(Refusal):
    """You can see that this exists, but it is not yours to do."""

    status = 403


class TooMany(Refusal):
    """Too often in too short a time. ``wait`` is in seconds; the message is ended with it."""

    status = 429

    def __init__(self, message: str, *, wait: int, see: Any = None) -> None:
        super().__init__(f"{message} Wait {time_to_wait(wait)}, then try again.", see=see)
        self.wait = wait
