"""What a row says."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from types import SimpleNamespace
from typing import Any


class Who(StrEnum):
    """Somebody who asks. Built in ``world.py``."""

    ANONYMOUS = "anonymous"
    LEARNER = "learner"
    OTHER_LEARNER = "other learner"
    AUTHOR = "author of the course"
    OTHER_AUTHOR = "author of another course"
    MANAGER = "manager of the team"
    OTHER_MANAGER = "manager of another team"
    EX_MANAGER = "ex-manager of the team"
    ORGANISATION_ADMINISTRATOR = "administrator of the organisation"
    OTHER_ADMINISTRATOR = "administrator of another organisation"
    ADMINISTRATOR = "network administrator"


EVERYBODY = frozenset(Who)
SIGNED_IN = EVERYBODY - {Who.ANONYMOUS}
NOBODY: frozenset[Who] = frozenset()

World = SimpleNamespace
Arguments = Callable[[World], list[Any]]


def nothing(world: World) -> list[Any]:
    return []


@dataclass(frozen=True)
class Row:
    """One address, for each who asks × own, other and missing object.

    ``own`` gives the address's arguments for what belongs to the learner (their enrolment, team,
    organisation), ``other`` for what belongs to the other learner, ``missing`` for what is not there;
    without them the address takes no object. ``by`` may open own, ``other_by`` the other's; everybody else
    is refused, with ``refused`` (404, or 403 where the page as a whole is not theirs). Whoever is not
    signed in is sent to sign in, unless they stand in ``by``.
    """

    name: str
    by: frozenset[Who] = SIGNED_IN
    own: Arguments = nothing
    other: Arguments | None = None
    other_by: frozenset[Who] = NOBODY
    missing: Arguments | None = None
    refused: int = 404
    method: str = "get"
    data: Callable[[World], dict[str, Any]] = field(default=lambda world: {})
    answers: frozenset[int] = frozenset({200})
    #: Where whoever is refused other objects is told so before the object is looked for.
    refused_missing: int = 404


@dataclass(frozen=True)
class Others:
    """Addresses of another package, by how they begin.

    Those without arguments are asked one by one: ``by`` may be answered with 200, nobody else is, except at
    the ``public`` ones.
    """

    prefix: str
    by: frozenset[Who]
    public: frozenset[str] = frozenset()
    unasked: bool = False  # not asked here: says why in a comment
