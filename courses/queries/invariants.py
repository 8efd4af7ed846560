"""What must be true of learning at any time: asked by ``python -m lms check_invariants``."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import (
    Count,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce

from courses.models import (
    Activity,
    ActivityCompletion,
    Attempt,
    Completion,
    Edition,
    Enrolment,
    ItemRuling,
    Remarking,
    Response,
    ResponseEvent,
)
from courses.models.learning.attempt import AttemptQuerySet
from courses.queries import edition_cache
from courses.queries.marks import is_marked_differently
from courses.queries.rulings import rulings_on
from courses.rules.activities import kinds_finished_by_passing
from courses.rules.items import CREDIT_EVERYONE
from courses.rules.marking import Ruling
from lms.core.invariants import at_any_of, happened_since, happens, invariant

POINTS = DecimalField(max_digits=8, decimal_places=2)
# Scores are cut to hundredths, so their sum may be short by one for each answer.
HUNDREDTH = Value(Decimal("0.01"), output_field=POINTS)


def _answered_since(since: datetime, **which: Any) -> Exists:
    return Exists(ResponseEvent.objects.filter(**which, received_at__gte=since))


def _finished_since(since: datetime) -> Exists:
    return Exists(ActivityCompletion.objects.filter(enrolment=OuterRef("pk"), completed_at__gte=since))


happens(Completion, at_any_of("completed_at", "recorded_at"))
happens(ActivityCompletion, at_any_of("completed_at", "recorded_at"))
happens(ResponseEvent, at_any_of("received_at"))
happens(Edition, at_any_of("released_at"))
happens(Enrolment, lambda since: at_any_of("enrolled_at", "ended_at")(since) | Q(_finished_since(since)))
happens(
    Attempt,
    lambda since: (
        at_any_of("started_at", "submitted_at")(since) | Q(_answered_since(since, attempt=OuterRef("pk")))
    ),
)
happens(
    Response,
    lambda since: (
        at_any_of("attempt__submitted_at")(since)
        | Q(_answered_since(since, attempt=OuterRef("attempt"), item_key=OuterRef("item_key")))
    ),
)


def _unfinished(edition: str, enrolment: str) -> Exists:
    """Something that must be finished in that edition, and is not in that enrolment."""
    done = ActivityCompletion.objects.filter(
        enrolment=OuterRef(OuterRef(enrolment)), activity_key=OuterRef("key")
    )
    return Exists(Activity.objects.filter(~Exists(done), edition=OuterRef(edition), optional=False))


def _to_be_marked_again() -> list[int]:
    """The quizzes of which somebody decided about an item, and not every attempt is marked again yet."""
    outstanding = Remarking.objects.outstanding().values_list("activities", flat=True)
    return sorted({activity for activities in outstanding for activity in activities})


@invariant("I01", "What was completed here was finished, part by part, by that person on that course.")
def completions_without_their_parts(at: datetime) -> Iterable[Any]:
    here = Completion.objects.filter(origin=Completion.Origin.IN_SYSTEM)
    of_another = ~Q(enrolment__learner=F("learner")) | ~Q(enrolment__course=F("course"))
    return here.filter(of_another | Q(_unfinished("edition", "enrolment")))


@invariant("I01q", "What is finished by passing was finished by an attempt at it that passed.")
def quizzes_finished_without_passing(at: datetime) -> Iterable[Any]:
    passed = Attempt.objects.filter(
        pk=OuterRef("attempt"), passed=True, activity_key=OuterRef("activity_key")
    )
    return ActivityCompletion.objects.filter(~Exists(passed), activity__kind__in=kinds_finished_by_passing())


@invariant("I02", "An attempt that passed has finished its quiz.")
def passes_that_finished_nothing(at: datetime) -> Iterable[Any]:
    """Of enrolments that were left, only what was sent in before counts; also if a ruling passed it later."""
    done = ActivityCompletion.objects.filter(
        enrolment=OuterRef("enrolment"), activity_key=OuterRef("activity_key")
    )
    counts = Q(enrolment__ended_at=None) | Q(enrolment__ended_at__gt=F("submitted_at"))
    return Attempt.objects.filter(counts, ~Exists(done), passed=True)


@invariant("I02c", "Nobody has finished everything and not completed the course.")
def finished_and_not_completed(at: datetime) -> Iterable[Any]:
    something = Exists(ActivityCompletion.objects.filter(enrolment=OuterRef("pk")))
    return Enrolment.objects.open().with_edition().filter(something, ~_unfinished("edition_id", "pk"))


@invariant("I03", "A completion ends its enrolment.")
def completions_of_open_enrolments(at: datetime) -> Iterable[Any]:
    return Completion.objects.filter(enrolment__isnull=False, enrolment__ended_at=None)


@invariant("I13", "An attempt scored what its answers scored.")
def scores_that_do_not_add_up(at: datetime) -> Iterable[Any]:
    added = Coalesce(Sum("responses__score"), 0, output_field=POINTS)
    sums = Attempt.objects.submitted().annotate(
        added=added, most=ExpressionWrapper(added + HUNDREDTH * Count("responses"), output_field=POINTS)
    )
    ruled = ItemRuling.objects.met().filter(kind=CREDIT_EVERYONE)
    credited = ruled.filter(met_in=OuterRef("activity"))  # type: ignore[misc]  # the plug-in does not see what met() adds
    too_much = Q(score__gt=F("most")) & ~Exists(credited)  # a point for no answer at all
    return sums.filter(Q(score__lt=F("added")) | too_much)


@invariant("I13m", "Marks are what marking the answers again gives, unless that is still to be done.")
def marks_that_are_worked_out_differently(at: datetime, since: datetime | None = None) -> Iterable[Any]:
    """Read in a stream. What differs is looked at once more: it may have been marked again meanwhile."""
    ruled: dict[int, list[Ruling]] = {}
    for attempt in happened_since(_marked(), since).iterator(chunk_size=500):
        if attempt.activity_id not in ruled:
            ruled[attempt.activity_id] = rulings_on([attempt.activity_id])[attempt.activity_id]
        if _differs(attempt, ruled[attempt.activity_id]):
            now = _marked().filter(pk=attempt.pk).first()
            if now and _differs(now, rulings_on([now.activity_id])[now.activity_id]):
                yield now


def _differs(attempt: Any, rulings: list[Ruling]) -> bool:
    return is_marked_differently(attempt, rulings, may_have_kept_a_pass=attempt.had_old_ruling)


def _marked() -> AttemptQuerySet:
    """``had_old_ruling``: one of format 1, which once was read as judging more, and a pass stays."""
    old = ItemRuling.objects.filter(
        format=1,
        course=OuterRef("activity__edition__course"),
        edition_number=OuterRef("activity__edition__number"),
    )
    return (
        Attempt.objects.submitted()
        .exclude(activity__in=_to_be_marked_again())
        .with_digest()
        .annotate(had_old_ruling=Exists(old))
        .prefetch_related(Prefetch("responses", Response.objects.with_words()))
        .order_by("activity", "pk")
    )


@invariant(
    "I14", "An answer scores between nothing and one point, once its attempt is sent in and not before."
)
def scores_out_of_range(at: datetime) -> Iterable[Any]:
    early = Q(score__isnull=False, attempt__submitted_at=None)
    return Response.objects.filter(Q(score__lt=0) | Q(score__gt=1) | early)


@invariant("I15", "What stands as an answer is the newest one that was sent.")
def answers_that_are_not_the_newest(at: datetime) -> Iterable[Any]:
    newest = ResponseEvent.objects.filter(
        attempt=OuterRef("attempt"), item_key=OuterRef("item_key")
    ).order_by("-sequence")
    stands = Response.objects.annotate(
        newest=Subquery(newest.values("sequence")[:1]), said=Subquery(newest.values("answer")[:1])
    )
    return stands.filter(Q(newest=None) | ~Q(newest=F("sequence")) | ~Q(said=F("answer")))


@invariant("I16", "Every answer that was sent stands, or a newer one does.")
def answers_that_stand_nowhere(at: datetime) -> Iterable[Any]:
    stands = Response.objects.filter(attempt=OuterRef("attempt"), item_key=OuterRef("item_key"))
    return ResponseEvent.objects.filter(~Exists(stands))


@invariant("I17", "The answers of an attempt are numbered without a gap.")
def gaps_between_answers(at: datetime) -> Iterable[Any]:
    counted = Attempt.objects.annotate(sent=Count("events"), last=Coalesce(Max("events__sequence"), 0))
    return counted.filter(~Q(sent=F("last")) | ~Q(last=F("last_sequence")))


@invariant("I18", "No answer came after its attempt was sent in.")
def answers_after_sending_in(at: datetime) -> Iterable[Any]:
    return ResponseEvent.objects.filter(received_at__gt=F("attempt__submitted_at"))


@invariant("I19", "An answer is to a question of the quiz that was attempted.")
def answers_to_other_questions(at: datetime, since: datetime | None = None) -> Iterable[Any]:
    events = happened_since(ResponseEvent.objects.order_by(), since)
    asked = events.values_list("attempt__activity", "attempt__activity__digest", "item_key").distinct()
    for activity, digest, item in asked.iterator():
        if edition_cache.quiz(activity, digest).item(str(item)) is None:
            yield {"activity": activity, "item": str(item)}


@invariant("I20", "An edition's outline names its activities, as they are.")
def outlines_of_other_activities(at: datetime) -> Iterable[Any]:
    for edition in Edition.objects.prefetch_related("activities").iterator(chunk_size=100):
        rows = {(str(row.key), row.digest, row.kind, row.optional) for row in edition.activities.all()}
        named = {(a["key"], a["digest"], a["kind"], a.get("optional", False)) for a in edition.outlined()}
        if rows != named:
            yield edition


@invariant("I22", "Attempts at a quiz are numbered without a gap, and one is open at most.")
def gaps_between_attempts(at: datetime, since: datetime | None = None) -> Iterable[Any]:
    attempts = Attempt.objects.all()
    if since is not None:
        attempts = attempts.filter(enrolment__in=happened_since(attempts, since).values("enrolment"))
    by_quiz = attempts.values("enrolment", "activity_key").annotate(
        made=Count("pk"), last=Max("number"), open=Count("pk", filter=Q(submitted_at=None))
    )
    return by_quiz.filter(~Q(made=F("last")) | Q(open__gt=1))


@invariant("I23", "What was done in an enrolment was done on its course.")
def done_on_another_course(at: datetime, since: datetime | None = None) -> Iterable[Any]:
    elsewhere = ~Q(activity__edition__course=F("enrolment__course"))
    other_key = ~Q(activity__key=F("activity_key"))
    for model in (Attempt, ActivityCompletion):
        rows = happened_since(model.objects.filter(elsewhere | other_key), since)
        yield from rows.iterator(chunk_size=100)
