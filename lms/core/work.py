"""Work to be done is a row, written in the transaction of its cause.

A beat entry finds waiting rows every second, claims each for a lease in a short transaction of its own and
hands it to the workers. The message is only a doorbell: it may be lost, doubled or late. The work itself
holds no transaction; finishing is an UPDATE that requires the claim, so whoever comes second changes
nothing. Five failed attempts stop the row, and a person sees it on a list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self, TypeVar

from django.db import connection, models, transaction
from django.db.models import F, Q

MOST_ATTEMPTS = 5
LEASE = timedelta(seconds=30)


@dataclass(frozen=True)
class Claim:
    """One row, claimed for one attempt. A later claim of the same row has a higher attempt number."""

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

    def claim(self, *, at: datetime, limit: int = 100, lease: timedelta = LEASE) -> list[Claim]:
        """Claim up to ``limit`` due rows until ``at + lease``, oldest first.

        Rows whose last attempt was used up without an answer (a killed worker) are stopped here.
        """
        with transaction.atomic():
            due = self.due(at).order_by("pk")
            if connection.features.has_select_for_update_skip_locked:
                due = due.select_for_update(skip_locked=True, of=("self",))
            rows = list(due.values_list("pk", "attempts")[:limit])
            used_up = [pk for pk, attempts in rows if attempts >= MOST_ATTEMPTS]
            claimed = [Claim(pk, attempts + 1) for pk, attempts in rows if attempts < MOST_ATTEMPTS]
            if used_up:
                self._stop(used_up)
            if claimed:
                self.model._base_manager.filter(pk__in=[claim.pk for claim in claimed]).update(
                    attempts=F("attempts") + 1, available_at=at + lease
                )
        return claimed

    def _stop(self, pks: list[int]) -> None:
        self.model._base_manager.filter(pk__in=pks).update(state=Work.State.STOPPED)

    def claimed(self, claim: Claim) -> Self:
        """The row, if the claim still holds."""
        return self.waiting().filter(pk=claim.pk, attempts=claim.attempt)

    def finish(self, claim: Claim, *, at: datetime) -> bool:
        """Done. False if the claim was lost to somebody quicker: then nothing was changed."""
        return bool(self.claimed(claim).update(state=Work.State.DONE, done_at=at, last_error=""))

    def fail(self, claim: Claim, *, error: str, at: datetime) -> bool:
        """Try again later, each time a little later; the fifth failure stops the row."""
        stopped = claim.attempt >= MOST_ATTEMPTS
        return bool(
            self.claimed(claim).update(
                state=Work.State.STOPPED if stopped else Work.State.WAITING,
                available_at=at + timedelta(seconds=5 * 2**claim.attempt),
                last_error=error[:2000],
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
    attempts = models.PositiveSmallIntegerField(default=0)
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


W = TypeVar("W", bound=type[Work])

#: Every kind of work, in the order it is swept.
kinds: list[type[Work]] = []


def works(task_name: str) -> Callable[[W], W]:
    """``@works("certificates.draw")`` on a Work model: the sweep hands its rows to that task.

    The task takes ``pk`` and ``attempt`` and ends its parameters with ``**_``.
    """

    def register(model: W) -> W:
        model.task_name = task_name
        kinds.append(model)
        return model

    return register
