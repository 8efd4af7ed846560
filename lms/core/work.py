"""Work to be done is a row, written in the transaction of its cause.

A beat entry finds waiting rows every second, claims each for a lease in a short transaction of its own and
hands it to the workers. The message is only a doorbell: it may be lost, doubled or late. Whoever begins
first has the attempt; the same message delivered again begins nothing. The work itself holds no transaction;
finishing is an UPDATE that requires the attempt, so whoever was thought dead and comes back changes nothing.

Only attempts that began are counted, so that a broker that loses messages, or a queue longer than a lease,
uses nothing up. Five that came to nothing stop the row, and a person sees it on a list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

MOST_ATTEMPTS = 5
LEASE = timedelta(seconds=settings.WORK_LEASE_SECONDS)  # longer than any task may run


@dataclass(frozen=True)
class Claim:
    """One row, and which attempt at it is meant: after a later one began, this one holds no more."""

    pk: int
    attempt: int


class WorkQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        return self.filter(state=Work.State.WAITING)

    def stopped(self) -> Self:
        """Tried too often: somebody has to look."""
        return self.filter(state=Work.State.STOPPED)

    def due(self, at: datetime) -> Self:
        return self.waiting().filter(Q(available_at=None) | Q(available_at__lte=at))

    def late(self, at: datetime) -> Self:
        """Due since ``at`` or before, and nobody came."""
        return self.due(at).filter(made_at__lte=at)

    def claim(self, *, at: datetime, limit: int = 100, lease: timedelta = LEASE) -> list[Claim]:
        """Claim up to ``limit`` due rows until ``at + lease``, oldest first.

        Rows whose last attempt began and was never heard of again (a killed worker) are stopped here.
        """
        if not self.due(at).exists():
            return []  # so that looking in vain, each second, locks nothing
        with transaction.atomic():
            due = self.due(at).order_by("pk")
            if connection.features.has_select_for_update_skip_locked:
                due = due.select_for_update(skip_locked=True, of=("self",))
            rows = list(due.values_list("pk", "attempts")[:limit])
            used_up = [pk for pk, attempts in rows if attempts >= MOST_ATTEMPTS]
            claimed = [Claim(pk, attempts) for pk, attempts in rows if attempts < MOST_ATTEMPTS]
            if used_up:
                self._rows(used_up).update(state=Work.State.STOPPED)
            if claimed:
                self._rows([claim.pk for claim in claimed]).update(available_at=at + lease)
        return claimed

    def _rows(self, pks: list[int]) -> models.QuerySet[Any]:
        return self.model._base_manager.filter(pk__in=pks)

    def begin(self, claim: Claim, *, at: datetime, lease: timedelta = LEASE) -> Claim | None:
        """Begin a claimed attempt, with a lease of its own; None if it was begun before, or is over."""
        begun = self.claimed(claim).update(attempts=F("attempts") + 1, available_at=at + lease)
        return Claim(claim.pk, claim.attempt + 1) if begun else None

    def claimed(self, claim: Claim) -> Self:
        """The row, if the claim still holds."""
        return self.waiting().filter(pk=claim.pk, attempts=claim.attempt)

    def finish(self, claim: Claim, *, at: datetime) -> bool:
        """Done. False if the claim was lost to somebody quicker: then nothing was changed."""
        return bool(self.claimed(claim).update(state=Work.State.DONE, done_at=at, last_error=""))

    def fail(self, claim: Claim, *, error: str, at: datetime) -> bool:
        """Try again later, each time a little later; the fifth failure stops the row."""
        if claim.attempt >= MOST_ATTEMPTS:
            return self.stop(claim, error=error)
        wait = timedelta(seconds=5 * 2**claim.attempt)
        return bool(self.claimed(claim).update(available_at=at + wait, last_error=error[:2000]))

    def stop(self, claim: Claim, *, error: str) -> bool:
        """Nothing that could be tried again would help: a person has to look."""
        return bool(self.claimed(claim).update(state=Work.State.STOPPED, last_error=error[:2000]))

    def put_off(self, claim: Claim, *, error: str, until: datetime) -> bool:
        """What it needs is away for a while: not held against the row."""
        return bool(
            self.claimed(claim).update(
                attempts=F("attempts") - 1, available_at=until, last_error=error[:2000]
            )
        )

    def try_again(self, *, at: datetime) -> int:
        """Give stopped rows five new attempts. Returns how many."""
        return self.stopped().update(state=Work.State.WAITING, attempts=0, available_at=at)


class Work(models.Model):
    """A row that asks for something to be done once."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DONE = "done", "Done"
        STOPPED = "stopped", "Stopped"

    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)  # that began
    made_at = models.DateTimeField(db_default=Now())  # by the database's own clock
    available_at = models.DateTimeField(null=True, blank=True)  # not before; none: at once
    last_error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = WorkQuerySet.as_manager()

    #: The Celery task that does it: see ``works``.
    task_name: ClassVar[str]

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "stopped"], done_at=None)
                | Q(state="done", done_at__isnull=False),
                name="%(app_label)s_%(class)s_done_has_its_time",
            )
        ]
        indexes = [
            models.Index(
                fields=["available_at"], condition=Q(state="waiting"), name="%(app_label)s_%(class)s_waiting"
            )
        ]

    @property
    def is_stopped(self) -> bool:
        return self.state == Work.State.STOPPED


W = TypeVar("W", bound=type[Work])

#: Every kind of work, in the order it is swept.
kinds: list[type[Work]] = []


def works(task_name: str) -> Callable[[W], W]:
    """``@works("certificates.draw")`` on a Work model: the sweep hands its rows to that task.

    The task takes ``pk`` and ``attempt``, ends its parameters with ``**_``, and begins with ``begin``.
    """

    def register(model: W) -> W:
        model.task_name = task_name
        kinds.append(model)
        return model

    return register
