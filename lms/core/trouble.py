"""What goes wrong is trouble of the row, or trouble outside it; what becomes of the row follows from that.

A full disk, a store, mail server or database that is away is nobody's fault: the row is *held*, counts no
try, and is tried again ever more seldom, for days if need be. What the row itself brings about is counted;
the fifth time stops it. Both leave a reason in words.
"""

import errno
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import Error, InterfaceError, OperationalError, connection

from lms.core import work
from lms.core.work import Claim, Work

logger = logging.getLogger(__name__)

READ_ONLY = "25006"  # what PostgreSQL says when it is a copy, or was told to write nothing

WORDS_OF_SYSTEM = {
    errno.ENOSPC: "There is no room left on the disk",
    errno.EDQUOT: "There is no room left on the disk",
    errno.EROFS: "The folder of files can only be read",
    errno.EACCES: "The folder of files can not be written to",
    errno.ECONNREFUSED: "Nobody answers at the other end",
}


class Never(Exception):
    """Trying again would not help; the message says why, for whoever looks."""


class NotNow(Exception):
    """Whoever was asked wants this row later; the message says why."""

    def __init__(self, reason: str, wait: timedelta) -> None:
        super().__init__(reason)
        self.wait = wait


class Outside(Exception):
    """Trouble that any row of the kind would meet."""


def carry_out(kind: type[Work], claim: Claim, do: Callable[[Claim], object]) -> None:
    """Begin the claimed attempt, do it, and write down what became of it. For tasks."""
    begun = kind.objects.begin(claim)
    if begun is None:
        return
    try:
        do(begun)
    except Exception as error:
        _lay_down(kind, begun, error)
    else:
        kind.objects.release()


def _lay_down(kind: type[Work], claim: Claim, error: Exception) -> None:
    what = f"{kind._meta.label} {claim.pk}"
    reason = in_words(error)
    if isinstance(error, Never):
        logger.error("%s needs somebody: %s", what, reason)
        kind.objects.stop(claim, error=reason)
    elif isinstance(error, NotNow):
        kind.objects.put_off(claim, error=reason, until=work.clock() + error.wait)
    elif is_outside(error):
        logger.warning("%s is held: %s", what, reason)
        if of_database(error):
            connection.close()  # the next statement begins with a new one
        kind.objects.hold(claim, error=reason)
    else:
        logger.error("%s failed", what, exc_info=error)
        kind.objects.fail(claim, error=reason)


def is_outside(error: BaseException) -> bool:
    """Storage, network or database, rather than the row."""
    return isinstance(error, Outside | OSError) or of_database(error)


def of_database(error: BaseException | None) -> bool:
    """Whether the database is away or may not be written to, whatever was made of that on the way here."""
    return any(_says_database(each) for each in _chain(error))


def _says_database(error: BaseException) -> bool:
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return isinstance(error, Error) and getattr(error.__cause__, "sqlstate", "") == READ_ONLY


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def in_words(error: Exception) -> str:
    """A sentence for whoever looks after the work, with what the machine said in brackets."""
    if isinstance(error, Never | NotNow | Outside):
        return str(error)
    if of_database(error):
        sentence = "The database was away or could not be written to"
    elif isinstance(error, TimeoutError) or type(error).__name__ == "SoftTimeLimitExceeded":
        sentence = "It took too long"
    elif isinstance(error, OSError):
        sentence = WORDS_OF_SYSTEM.get(error.errno or 0, "Something outside did not work")
    else:
        sentence = "It could not be done as it is"
    return f"{sentence} ({error!r})."
