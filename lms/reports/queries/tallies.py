"""How many people of a team stand where, counted by the database: for teams too large to load."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from courses.models import Completion, Enrolment
from lms.people.models import Membership
from lms.reports.queries.facts import end_of
from lms.reports.rules.tally import Tally


@dataclass(frozen=True)
class Tallies:
    """Of so many people, how many have joined a course at all; and each course that one has joined."""

    people: int
    joined: int
    titles: dict[int, str]
    by_course: dict[int, Tally]


def tallies_of(memberships: "QuerySet[Membership]", *, on: date) -> Tallies:
    """The same as ``tally`` says of their standings, in three statements; nobody counts twice."""
    learners, before = memberships.values("user_id"), end_of(on)
    completions = Completion.objects.filter(completed_on__lte=on)
    enrolments = Enrolment.objects.filter(enrolled_at__lt=before)
    people = memberships.order_by().aggregate(
        people=Count("user_id", distinct=True),
        joined=Count(
            "user_id",
            distinct=True,
            filter=Exists(completions.filter(learner=OuterRef("user_id")))
            | Exists(enrolments.filter(learner=OuterRef("user_id"))),
        ),
    )
    titles: dict[int, str] = {}
    completed: Counter[int] = Counter()
    for course, title, count in (
        completions.filter(learner__in=learners)
        .values_list("course_id", "course__title")
        .annotate(people=Count("learner", distinct=True))
        .order_by()
    ):
        titles[course], completed[course] = title, count
    under_way, left = _not_completed(enrolments.filter(learner__in=learners), completions, before, titles)
    by_course = {
        course: Tally(people["people"], completed[course], under_way[course], left[course])
        for course in titles
    }
    return Tallies(people["people"], people["joined"], titles, by_course)


def _not_completed(
    enrolments: "QuerySet[Enrolment]",
    completions: "QuerySet[Completion]",
    before: datetime,
    titles: dict[int, str],
) -> tuple[Counter[int], Counter[int]]:
    """How many are under way on each course, and how many left it. Adds to the titles."""
    is_open = Q(ended_at=None) | Q(ended_at__gte=before)
    has_completed = completions.filter(learner=OuterRef("learner_id"), course=OuterRef("course_id"))
    under_way: Counter[int] = Counter()
    left: Counter[int] = Counter()
    rows = (
        enrolments.filter(~Exists(has_completed))
        .values_list("course_id", "course__title")
        .annotate(
            joined=Count("learner", distinct=True),
            open=Count("learner", filter=is_open, distinct=True),
        )
        .order_by()
    )
    for course, title, joined, still_open in rows:
        titles[course], under_way[course], left[course] = title, still_open, joined - still_open
    return under_way, left


def courses_joined(memberships: "QuerySet[Membership]", *, on: date) -> dict[int, str]:
    """Titles of the courses that one of these people has joined by the end of that day. One statement."""
    learners, course = memberships.values("user_id"), ("course_id", "course__title")
    joined = Enrolment.objects.filter(learner__in=learners, enrolled_at__lt=end_of(on)).values_list(*course)
    completed = Completion.objects.filter(learner__in=learners, completed_on__lte=on).values_list(*course)
    return dict(joined.order_by().union(completed.order_by()))
