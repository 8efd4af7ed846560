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
    Response,
    ResponseEvent,
)
from courses.queries import frozen
from lms.core.invariants import invariant

POINTS = DecimalField(max_digits=8, decimal_places=2)
# Scores are cut to hundredths, so their sum may be short by one for each answer.
HUNDREDTH = Value(Decimal("0.01"), output_field=POINTS)


def _unfinished(edition: str, enrolment: str) -> Exists:
    """Something that must be finished in that edition, and is not in that enrolment."""
    done = ActivityCompletion.objects.filter(
        enrolment=OuterRef(OuterRef(enrolment)), activity_key=OuterRef("key")
    )
    return Exists(Activity.objects.filter(~Exists(done), edition=OuterRef(edition), optional=False))


def _ruled_upon() -> Exists:
    """Of attempts: somebody decided about an item of that edition afterwards."""
    return Exists(
        ItemRuling.objects.filter(
            course=OuterRef("enrolment__course"), edition_number=OuterRef("enrolment__edition_number")
        )
    )


@invariant("I01", "What was completed here was finished, part by part, by that person on that course.")
def completions_without_their_parts(at: datetime) -> Iterable[Any]:
    here = Completion.objects.filter(origin=Completion.Origin.IN_SYSTEM)
    of_another = ~Q(enrolment__learner=F("learner")) | ~Q(enrolment__course=F("course"))
    return here.filter(of_another | Q(_unfinished("edition", "enrolment")))


@invariant("I01q", "A quiz is finished by an attempt at it that passed.")
def quizzes_finished_without_passing(at: datetime) -> Iterable[Any]:
    passed = Attempt.objects.filter(
        pk=OuterRef("attempt"), passed=True, activity_key=OuterRef("activity_key")
    )
    return ActivityCompletion.objects.filter(~Exists(passed), activity__kind=Activity.Kind.QUIZ)


@invariant("I02", "An attempt that passed has finished its quiz.")
def passes_that_finished_nothing(at: datetime) -> Iterable[Any]:
    """Of enrolments that were left, only what was sent in before counts; a ruling may pass somebody later."""
    done = ActivityCompletion.objects.filter(
        enrolment=OuterRef("enrolment"), activity_key=OuterRef("activity_key")
    )
    counts = Q(enrolment__ended_at=None) | Q(enrolment__ended_at__gt=F("submitted_at"))
    return Attempt.objects.filter(counts, ~Exists(done), ~_ruled_upon(), passed=True)


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
    return sums.filter(Q(score__lt=F("added")) | Q(score__gt=F("most"))).filter(~_ruled_upon())


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
def answers_to_other_questions(at: datetime) -> Iterable[Any]:
    asked = ResponseEvent.objects.values_list("attempt__activity", "attempt__activity__digest", "item_key")
    for activity, digest, item in asked.distinct():
        if frozen.quiz(activity, digest).item(str(item)) is None:
            yield {"activity": activity, "item": str(item)}


@invariant("I20", "An edition's outline names its activities, as they are.")
def outlines_of_other_activities(at: datetime) -> Iterable[Any]:
    for edition in Edition.objects.prefetch_related("activities").iterator(chunk_size=100):
        rows = {(str(row.key), row.digest, row.kind, row.optional) for row in edition.activities.all()}
        named = {(a["key"], a["digest"], a["kind"], a.get("optional", False)) for a in edition.outlined()}
        if rows != named:
            yield edition


@invariant("I22", "Attempts at a quiz are numbered without a gap, and one is open at most.")
def gaps_between_attempts(at: datetime) -> Iterable[Any]:
    by_quiz = Attempt.objects.values("enrolment", "activity_key").annotate(
        made=Count("pk"), last=Max("number"), open=Count("pk", filter=Q(submitted_at=None))
    )
    return by_quiz.filter(~Q(made=F("last")) | Q(open__gt=1))


@invariant("I23", "What was done in an enrolment was done on its course.")
def done_on_another_course(at: datetime) -> Iterable[Any]:
    elsewhere = ~Q(activity__edition__course=F("enrolment__course"))
    other_key = ~Q(activity__key=F("activity_key"))
    yield from Attempt.objects.filter(elsewhere | other_key)
    yield from ActivityCompletion.objects.filter(elsewhere | other_key)
