"""Work to be done is a row, written in the transaction of its cause.

A beat entry finds waiting rows every second, claims each for a lease in a short transaction of its own and
hands it to the workers. The message is only a doorbell: it may be lost, doubled or late. Whoever begins
first has the attempt; the same message delivered again begins nothing. The work itself holds no transaction;
finishing is an UPDATE that requires the attempt, so whoever was thought dead and comes back changes nothing.

Only attempts that began are counted, and of those only what the row itself brought about: five that came to
nothing stop it, and a person sees it on a list. Trouble outside the row *holds* it instead, see ``trouble``.
Leases and due times are the database's own time, so that no machine's clock moves them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Now

MOST_ATTEMPTS = 5
LEASE = timedelta(seconds=settings.WORK_LEASE_SECONDS)  # longer than any task may run
SHORTEST_HOLD, LONGEST_HOLD = timedelta(seconds=5), timedelta(seconds=40)
#: Held rows tried each second, to see whether the trouble is over: the first that succeeds frees all of them.
PROBES = 2
UNHEARD = "It was begun {times} times, and each time nothing more was heard of it: its worker ended."


def clock() -> Any:
    """The database's own time, as part of a statement."""
    return Now()


def ago(wait: timedelta) -> Any:
    return clock() - wait


@dataclass(frozen=True)
class Claim:
    """One row, and which beginning of it is meant: after a later one, this one holds no more."""

    pk: int
    attempt: int


class Constant(Value):
    """A value that is written into the statement itself.

    A partial index serves only where its condition is read in the statement, prepared ones included.
    """

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        return f"'{self.value}'", ()


class WorkQuerySet(models.QuerySet[Any]):
    """``at``: told by tests and by what makes up a past; left out, it is the database's time."""

    def waiting(self) -> Self:
        return self.filter(state=Constant("waiting"))

    def stopped(self) -> Self:
        """Tried too often, or pointless to try: somebody has to look."""
        return self.filter(state=Constant("stopped"))

    def held(self) -> Self:
        """Kept waiting by trouble outside the row."""
        return self.waiting().filter(held_since__isnull=False)

    def due(self, at: Any = None) -> Self:
        """Waiting, and nobody is at it. A lease further off than any can be was given by a wrong clock."""
        now = clock() if at is None else at
        free = Q(leased_until=None) | Q(leased_until__lte=now) | self._impossible(now)
        ready = Q(available_at=None) | Q(available_at__lte=now)
        held_too_long = Q(held_since__isnull=False, available_at__gt=now + 2 * LONGEST_HOLD)
        return self.waiting().filter(ready | held_too_long, free)

    def late(self, before: Any) -> Self:
        """Due since then, and nobody came."""
        unclaimed = Q(leased_until=None) | Q(leased_until__lte=before) | self._impossible(clock())
        return self._due_since(before).filter(unclaimed)

    def overdue(self, before: Any) -> Self:
        """Due since then, whoever may be at it, and nothing outside it to blame."""
        return self._due_since(before).filter(held_since=None)

    def _due_since(self, before: Any) -> Self:
        ready = Q(available_at=None) | Q(available_at__lte=before)
        return self.waiting().filter(ready, made_at__lte=before)

    def _impossible(self, now: Any) -> Q:
        return Q(leased_until__gt=now + 2 * self.model.lease)

    def claim(self, *, at: datetime | None = None, limit: int = 100) -> list[Claim]:
        """Claim up to ``limit`` due rows for a lease, oldest first, and a few of those that are held.

        Rows whose last attempt began and was never heard of again (a killed worker) are stopped here.
        """
        if not self.due(at).exists():
            return []  # so that looking in vain, each second, locks nothing
        with transaction.atomic():
            due = self.due(at)
            rows = self._locked(due.filter(held_since=None), limit)
            rows += self._locked(due.filter(held_since__isnull=False), min(PROBES, limit))
            claims = [Claim(pk, begun) for pk, begun, attempts in rows if attempts < MOST_ATTEMPTS]
            self._give_up([pk for pk, _, attempts in rows if attempts >= MOST_ATTEMPTS])
            if claims:
                until = self._after(self.model.lease, at)
                self._rows([claim.pk for claim in claims]).update(leased_until=until)
        return claims

    def _locked(self, due: Self, limit: int) -> list[tuple[int, int, int]]:
        due = due.order_by("pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, of=("self",))
        return list(due.values_list("pk", "begun", "attempts")[:limit])

    def _give_up(self, pks: list[int]) -> None:
        if pks:
            self._rows(pks).filter(last_error="").update(last_error=UNHEARD.format(times=MOST_ATTEMPTS))
            self._rows(pks).update(state=Work.State.STOPPED, leased_until=None, held_since=None)

    def _rows(self, pks: list[int]) -> models.QuerySet[Any]:
        return self.model._base_manager.filter(pk__in=pks)

    def _after(self, wait: timedelta, at: datetime | None) -> Any:
        return (clock() if at is None else at) + wait

    def begin(self, claim: Claim, *, at: datetime | None = None) -> Claim | None:
        """Begin a claimed attempt, with a lease of its own; None if it was begun before, or is over."""
        begun = self.claimed(claim).update(
            begun=F("begun") + 1, attempts=F("attempts") + 1, leased_until=self._after(self.model.lease, at)
        )
        return Claim(claim.pk, claim.attempt + 1) if begun else None

    def claimed(self, claim: Claim) -> Self:
        """The row, if the claim still holds."""
        return self.waiting().filter(pk=claim.pk, begun=claim.attempt)

    def renew(self, claim: Claim) -> bool:
        """A whole lease from now on, for work that goes on step by step."""
        return bool(self.claimed(claim).update(leased_until=self._after(self.model.lease, None)))

    def finish(self, claim: Claim, *, at: datetime) -> bool:
        """Done. False if the claim was lost to somebody quicker: then nothing was changed."""
        return bool(
            self.claimed(claim).update(
                state=Work.State.DONE, done_at=at, last_error="", leased_until=None, held_since=None
            )
        )

    def fail(self, claim: Claim, *, error: str, at: datetime | None = None) -> bool:
        """Try again later, each time a little later; the fifth failure stops the row."""
        attempts = self.claimed(claim).values_list("attempts", flat=True).first()
        if attempts is None:
            return False
        if attempts >= MOST_ATTEMPTS:
            return self.stop(claim, error=error)
        wait = timedelta(seconds=5 * 2**attempts)
        return self._lay_down(claim, error, available_at=self._after(wait, at), held_since=None)

    def stop(self, claim: Claim, *, error: str) -> bool:
        """Nothing that could be tried again would help: a person has to look."""
        return self._lay_down(claim, error, state=Work.State.STOPPED, held_since=None)

    def put_off(self, claim: Claim, *, error: str, until: Any) -> bool:
        """Not now, says whoever was asked about this row: not held against it."""
        return self._lay_down(claim, error, attempts=F("attempts") - 1, available_at=until, held_since=None)

    def hold(self, claim: Claim, *, error: str, at: datetime | None = None) -> bool:
        """What every row of this kind needs is away: counts no try, and is tried ever more seldom."""
        row = self.claimed(claim).annotate(now=told(clock() if at is None else at)).first()
        if row is None:
            return False
        wait = min(max((row.now - (row.held_since or row.now)) / 2, SHORTEST_HOLD), LONGEST_HOLD)
        return self._lay_down(
            claim,
            error,
            attempts=F("attempts") - 1,
            available_at=self._after(wait, at),
            held_since=Coalesce("held_since", told(row.now)),
        )

    def _lay_down(self, claim: Claim, error: str, **fields: Any) -> bool:
        return bool(self.claimed(claim).update(last_error=error[:2000], leased_until=None, **fields))

    def release(self) -> int:
        """One of them went well, so the trouble is over: whatever is held, and not tried just now, is due."""
        idle = self.held().filter(Q(leased_until=None) | Q(leased_until__lte=clock()))
        return idle.update(held_since=None, available_at=None)

    def try_again(self, *, at: Any = None) -> int:
        """Give stopped rows five new attempts. Returns how many."""
        return self.stopped().update(
            state=Work.State.WAITING, attempts=0, available_at=at, leased_until=None, held_since=None
        )

    def for_a_list(self) -> Self:
        """With all that ``about`` reads, so that a page of rows is one statement."""
        return self

    def repeatable(self) -> Self:
        """Those that may be tried again without looking at each."""
        return self


def told(moment: Any) -> Any:
    """A moment as part of a statement: the database's, or one that was given."""
    return moment if hasattr(moment, "resolve_expression") else Value(moment, models.DateTimeField())


class Work(models.Model):
    """A row that asks for something to be done once."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DONE = "done", "Done"
        STOPPED = "stopped", "Stopped"

    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)  # that began and are held against the row
    begun = models.PositiveIntegerField(default=0, db_default=0)  # how often, ever: which attempt is meant
    made_at = models.DateTimeField(db_default=Now())  # by the database's own clock
    available_at = models.DateTimeField(null=True, blank=True)  # not before; none: at once
    leased_until = models.DateTimeField(null=True, blank=True)  # somebody has it until then
    held_since = models.DateTimeField(null=True, blank=True)  # trouble outside the row, since then
    last_error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = WorkQuerySet.as_manager()

    #: The Celery task that does it: see ``works``.
    task_name: ClassVar[str]
    #: How long whoever begins it has it.
    lease: ClassVar[timedelta] = LEASE

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "stopped"], done_at=None)
                | Q(state="done", done_at__isnull=False),
                name="%(app_label)s_%(class)s_done_has_its_time",
            )
        ]
        # Of what waits and of what has stopped only: done rows, however many, cost neither sweep nor list.
        indexes = [
            models.Index(fields=["id"], condition=Q(state="waiting"), name="%(app_label)s_%(class)s_waits"),
            models.Index(
                fields=["id"],
                condition=Q(state="waiting", held_since__isnull=False),
                name="%(app_label)s_%(class)s_held",
            ),
            models.Index(fields=["id"], condition=Q(state="stopped"), name="%(app_label)s_%(class)s_stopped"),
        ]

    @property
    def is_stopped(self) -> bool:
        return self.state == Work.State.STOPPED

    @property
    def about(self) -> str:
        """What it is, for whoever looks after stopped work."""
        return str(self)

    def before_again(self) -> None:
        """Called once somebody tries it again, who may have put right what stood in its way."""


W = TypeVar("W", bound=type[Work])

#: Every kind of work, in the order it is swept.
kinds: list[type[Work]] = []


def works(task_name: str) -> Callable[[W], W]:
    """``@works("certificates.draw")`` on a Work model: the sweep hands its rows to that task.

    The task takes ``pk`` and ``attempt``, ends its parameters with ``**_``, and leaves the rest to
    ``trouble.carry_out``.
    """

    def register(model: W) -> W:
        model.task_name = task_name
        kinds.append(model)
        return model

    return register
