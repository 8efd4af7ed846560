"""What happened on courses, for any number of people in three statements."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from courses.models import Activity, Completion, Edition, Enrolment
from courses.rules.standing import (
    EarnedCertificate,
    Finish,
    Participation,
    Standing,
    certificate_state,
    standing,
)

#: A person and a course.
Pair = tuple[int, int]


@dataclass(frozen=True)
class Facts:
    """Participations and finishes by (person, course), up to the day ``on``; and the courses' titles."""

    on: date
    participations: dict[Pair, list[Participation]] = field(default_factory=dict)
    finishes: dict[Pair, list[Finish]] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)

    def standings(self) -> dict[Pair, Standing]:
        """Where somebody has joined something; every other pair is NOT_JOINED."""
        pairs = self.participations.keys() | self.finishes.keys()
        return {pair: self.of(pair) for pair in pairs}

    def of(self, pair: Pair) -> Standing:
        return standing(self.participations.get(pair, ()), self.finishes.get(pair, ()), on=self.on)


def facts_about(people: Iterable[int], *, on: date) -> Facts:
    """Three statements, whoever and however many they are about."""
    people = list(people)
    joined = list(_participations(people, before=end_of(on)))
    finished = list(_finishes(people, on=on))
    day_of = _local_days()
    parts, titles = _courses({row[1] for row in joined} | {row[1] for row in finished})
    participations: dict[Pair, list[Participation]] = defaultdict(list)
    for person, course, joined_at, ended_at, number, done in joined:
        total = parts.get((course, number), 0)
        participations[person, course].append(
            Participation(day_of(joined_at), day_of(ended_at) if ended_at else None, done, total)
        )
    finishes: dict[Pair, list[Finish]] = defaultdict(list)
    for person, course, completed_on, *certificate in finished:
        finishes[person, course].append(Finish(completed_on, _earned(certificate, on=on, day_of=day_of)))
    return Facts(on, dict(participations), dict(finishes), titles)


def end_of(day: date) -> datetime:
    """The first moment of the next local day."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=timezone.get_current_timezone())


def _local_days() -> Callable[[datetime], date]:
    """The local day of an instant. The zone is looked up once: a page asks for hundreds of days."""
    zone = timezone.get_current_timezone()
    return lambda at: at.astimezone(zone).date()


def _participations(people: list[int], *, before: datetime) -> Iterable[tuple[Any, ...]]:
    """(person, course, joined at, ended at, edition's number, required parts finished by then)."""
    counted = Activity.objects.filter(
        key=OuterRef("activity_completions__activity_key"),
        edition__course_id=OuterRef("course_id"),
        edition__number=OuterRef("edition_number"),
        edition__correction=0,  # a correction has the same parts
        optional=False,
    )
    finished_by_then = Q(activity_completions__completed_at__lt=before)
    return (
        Enrolment.objects.filter(learner__in=people, enrolled_at__lt=before)
        .annotate(done=Count("activity_completions", filter=finished_by_then & Q(Exists(counted))))
        .values_list("learner_id", "course_id", "enrolled_at", "ended_at", "edition_number", "done")
        .order_by()
    )


def _finishes(people: list[int], *, on: date) -> Iterable[tuple[Any, ...]]:
    """(person, course, completed on; of a certificate: number, minted, issued, replaced, withdrawn at)."""
    return (
        Completion.objects.filter(learner__in=people, completed_on__lte=on)
        .values_list(
            "learner_id",
            "course_id",
            "completed_on",
            "certificates__number",
            "certificates__minted_at",
            "certificates__issued_at",
            "certificates__replaced_by__minted_at",
            "certificates__withdrawn_at",
        )
        .order_by("certificates__minted_at", "certificates__pk")
    )


def _courses(courses: set[int]) -> tuple[dict[tuple[int, int], int], dict[int, str]]:
    """How many required parts each edition has, and what each course is called."""
    parts: dict[tuple[int, int], int] = {}
    titles: dict[int, str] = {}
    editions = (
        Edition.objects.filter(course__in=courses, correction=0)
        .annotate(parts=Count("activities", filter=Q(activities__optional=False)))
        .values_list("course_id", "number", "parts", "course__title")
        .order_by()
    )
    for course, number, count, title in editions:
        parts[course, number] = count
        titles[course] = title
    return parts, titles


def _earned(
    certificate: Sequence[Any], *, on: date, day_of: Callable[[datetime], date]
) -> EarnedCertificate | None:
    """From (number, minted, issued, replaced, withdrawn at), all empty where there is none."""
    number, minted_at, issued_at, replaced_at, withdrawn_at = certificate
    if number is None or day_of(minted_at) > on:
        return None
    state = certificate_state(
        issued_on=day_of(issued_at) if issued_at else None,
        replaced_on=day_of(replaced_at) if replaced_at else None,
        withdrawn_on=day_of(withdrawn_at) if withdrawn_at else None,
        on=on,
    )
    return EarnedCertificate(number, state)
