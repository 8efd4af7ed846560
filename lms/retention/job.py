"""Keeping to what ``lines`` say: in batches, each a transaction of its own that also counts who left.

A run is a row of work, one for each night, so that it is done once on whatever machine, goes on where a
killed worker stopped, and counts nothing twice. A rule that fails is left for a person to see; the others are
kept to.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.apps import apps
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Count, Exists, Model, OuterRef, QuerySet
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.db.models.functions import TruncMonth
from django.utils import timezone

from lms.core import audit, leaving
from lms.core.models import RetentionRun
from lms.core.work import Claim
from lms.retention.book import Rule
from lms.retention.lines import book
from lms.retention.rules import added

logger = logging.getLogger(__name__)

BATCH = 1000
#: When the night's work begins, local time.
BEGINS = time(2, 30)


@dataclass(frozen=True)
class Step:
    """What a batch came to."""

    rule: Rule
    rows: int
    is_through: bool
    trouble: str = ""


@dataclass(frozen=True)
class Prospect:
    """What a rule would do on a night, by month."""

    rule: Rule
    months: dict[str, int]


def plan(*, night: date) -> bool:
    """Write the row of that night, due in its small hours. False if it is there."""
    due = timezone.make_aware(datetime.combine(night, BEGINS))
    _, is_new = RetentionRun.objects.get_or_create(
        key=night.isoformat(), defaults={"night": night, "available_at": due}
    )
    return is_new


def by_hand(*, at: datetime) -> RetentionRun:
    """The row of a run that somebody asks for now."""
    return RetentionRun.objects.create(
        key=f"by hand {timezone.localtime(at):%Y-%m-%d %H:%M:%S.%f}", night=timezone.localdate(at)
    )


def prospects(*, night: date) -> Iterator[Prospect]:
    """What a run would do on that night. One statement for each rule; changes nothing."""
    for rule in book.rules():
        months = (
            _old_enough(rule, night)
            .order_by()
            .annotate(month=TruncMonth(rule.since))
            .values_list("month")
            .annotate(rows=Count("pk"))
        )
        found = {_month(month): rows for month, rows in months}
        if found:
            yield Prospect(rule, dict(sorted(found.items())))


def advance(claim: Claim, *, at: datetime) -> Step | None:
    """The next batch; a rule that fails is passed over. None if the run is over, or somebody else's by now.

    A database that is away is not the rule's fault, and is raised.
    """
    try:
        return step(claim, at=at)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        logger.exception("A rule of retention failed")
        return pass_over(claim, error=repr(error), at=at)


@transaction.atomic
def step(claim: Claim, *, at: datetime, batch: int = BATCH) -> Step | None:
    """One batch of the first rule that is not through. None if the run is over, or somebody else's by now."""
    run = RetentionRun.objects.claimed(claim).select_for_update(of=("self",)).first()
    if run is None:
        return None
    rule = next((each for each in book.rules() if each.name not in run.through), None)
    if rule is None:
        _end(run, claim, at=at)
        return None
    taken = _take(rule, run.night, batch)
    run.left = added(run.left, taken)
    rows = sum(taken.values())
    is_through = rows < batch
    if is_through:
        _through(run, rule, at=at)
    run.save(update_fields=["left", "through", "troubles"])
    return Step(rule, rows, is_through)


@transaction.atomic
def pass_over(claim: Claim, *, error: str, at: datetime) -> Step | None:
    """The rule that is next failed: what left by it so far is told, and the others go on."""
    run = RetentionRun.objects.claimed(claim).select_for_update(of=("self",)).first()
    rule = next((each for each in book.rules() if run and each.name not in run.through), None)
    if run is None or rule is None:
        return None
    run.troubles[rule.name] = error[:500]
    _through(run, rule, at=at)
    run.save(update_fields=["left", "through", "troubles"])
    return Step(rule, 0, is_through=True, trouble=error)


def _take(rule: Rule, night: date, batch: int) -> dict[str, int]:
    """Lets so many of the oldest go. Returns how many of which month did."""
    model = _model(rule)
    rows = _old_enough(rule, night).order_by(rule.since)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    found = list(rows.values_list("pk", rule.since)[:batch])
    pks = [pk for pk, _ in found]
    if not rule.words:
        leaving.delete(model, pks)
    elif pks:
        model._base_manager.filter(pk__in=pks).update(**rule.words)
    return Counter(_month(when) for _, when in found)


def _through(run: RetentionRun, rule: Rule, *, at: datetime) -> None:
    """Told in the audit, in the transaction in which the last of them leaves."""
    if run.left:
        audit.record(
            action="retention.kept_to",
            by=None,
            at=at,
            detail={
                "of": _model(rule)._meta.label,
                "what": "emptied" if rule.words else "left",
                "months": run.left,
                "rows": sum(run.left.values()),
                "kept": str(rule.after),
                "night": run.night.isoformat(),
            },
            reason=book.lines[rule.table].because,
        )
    run.left = {}
    run.through = [*run.through, rule.name]


def _end(run: RetentionRun, claim: Claim, *, at: datetime) -> None:
    if not run.troubles:
        RetentionRun.objects.finish(claim, at=at)
        return
    words = "; ".join(f"{name}: {error}" for name, error in run.troubles.items())
    run.through = [name for name in run.through if name not in run.troubles]  # to be tried again by hand
    run.troubles = {}
    run.save(update_fields=["through", "troubles"])
    RetentionRun.objects.stop(claim, error=words)


def _old_enough(rule: Rule, night: date) -> QuerySet[Any]:
    """Rows that were kept for long enough on that night, and that nothing else points to."""
    midnight = timezone.make_aware(datetime.combine(rule.after.first_day_kept(night), time.min))
    model = _model(rule)
    rows = model._base_manager.filter(rule.only, **{f"{rule.since}__lt": midnight})
    return rows if rule.words else rows.filter(*(~held for held in _pointed_to(model)))


def _pointed_to(model: type[Model]) -> Iterator[Exists]:
    """A condition for each foreign key of other tables by which the database would hold a row."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and getattr(relation.field, "db_constraint", False):
            holders = relation.field.model._base_manager
            yield Exists(holders.filter(**{relation.field.name: OuterRef("pk")}))


def _model(rule: Rule) -> type[Model]:
    models = apps.get_models(include_auto_created=True)
    return next(model for model in models if model._meta.db_table == rule.table)


def _month(when: datetime) -> str:
    return f"{timezone.localtime(when):%Y-%m}"
