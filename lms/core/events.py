"""How news travels: an action announces a fact inside its transaction, listeners write rows.

An *essential* listener is part of the transaction: if it fails, so does the action. Every other listener
runs in a savepoint; its failure becomes a ``MissedEvent`` row that is tried again later, and is never the
announcing person's problem.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Event:
    """Something that happened, in the past tense. Holds keys and plain values only."""


E = TypeVar("E", bound=Event)
Listener = Callable[[Any], None]


@dataclass(frozen=True)
class _Listening:
    call: Listener
    essential: bool

    @property
    def path(self) -> str:
        return f"{self.call.__module__}.{self.call.__qualname__}"


_listeners: dict[type[Event], list[_Listening]] = defaultdict(list)


def listens_to(
    event_class: type[E], *, essential: bool = False
) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Make a function a listener of an event. Importing its module (in ``ready()``) is what subscribes it."""

    def subscribe(listener: Callable[[E], None]) -> Callable[[E], None]:
        _listeners[event_class].append(_Listening(listener, essential))
        return listener

    return subscribe


def announce(event: Event) -> None:
    """Tell every listener, inside the action's transaction: fact and news stand or fall together."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{type(event).__name__} was announced outside a transaction.")
    for listening in _listeners[type(event)]:
        if listening.essential:
            listening.call(event)
        else:
            _tell_safely(listening, event)


def _tell_safely(listening: _Listening, event: Event) -> None:
    try:
        with transaction.atomic():
            listening.call(event)
    except Exception as error:
        logger.exception("A listener failed and will be tried again: %s", listening.path)
        _missed(listening, event, error)


def _missed(listening: _Listening, event: Event, error: Exception) -> None:
    from lms.core.models import MissedEvent  # noqa: PLC0415 - models cannot load before the app registry

    kind = type(event)
    MissedEvent.objects.create(
        listener=listening.path,
        event=f"{kind.__module__}.{kind.__qualname__}",
        values=asdict(event),
        last_error=repr(error)[:2000],
    )


def tell_again(*, listener: str, event: str, values: dict[str, Any]) -> None:
    """Call one listener with an event it missed.

    ``listener`` and ``event`` are dotted names as stored on the ``MissedEvent``.
    """
    event_class = import_string(event)
    with transaction.atomic():
        import_string(listener)(event_class(**values))
