"""One person's standing, as their manager sees it."""

from typing import TypedDict
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.rules.standing import State
from lms.core import audit
from lms.core.words import long_date
from lms.people.models import User
from lms.people.views.signed_in import SignedInRequest
from lms.reports.forms import grid_filters
from lms.reports.queries.facts import Facts, facts_about
from lms.reports.queries.team import member_of
from lms.reports.rules.words import CERTIFICATE_WORDS, STATE_WORDS
from lms.reports.views.teams import team_or_404


@require_safe
def person(request: SignedInRequest, team: int, key: UUID) -> HttpResponse:
    """Dates and certificates' numbers; never an answer, a score or a reflection."""
    now = timezone.now()
    today = timezone.localdate(now)
    found, _ = team_or_404(request.user, team, on=today)
    filters = grid_filters(request.GET, today=today)
    member = member_of(request.user, found, key, on=filters.on)
    if member is None:
        raise Http404
    facts = facts_about([member.pk], on=filters.on)
    audit.looked_at(User(pk=member.pk), by=request.user, what="record", at=now)
    context = {
        "team": found,
        "person": member,
        "filters": filters,
        "as_at": long_date(filters.on),
        "is_today": filters.on == today,
        "day": "" if filters.on == today else f"?on={filters.on.isoformat()}",
        "courses": _courses(member.pk, facts),
    }
    return render(request, "reports/person.html", context)


class CourseRow(TypedDict):
    """Where somebody stands on a course, and everything about it that has a date, in words."""

    title: str
    state: State
    words: str
    done: int
    total: int
    shows_parts: bool
    joined: list[str]
    completed: list[str]
    left: str
    certificates: list[str]


def _courses(person: int, facts: Facts) -> list[CourseRow]:
    """By title."""
    rows: list[CourseRow] = []
    for course, title in sorted(facts.titles.items(), key=lambda each: each[1].casefold()):
        standing = facts.of((person, course))
        participations = facts.participations.get((person, course), [])
        finishes = sorted(
            facts.finishes.get((person, course), []), key=lambda f: f.completed_on, reverse=True
        )
        certificates = [
            f"{finish.certificate.number} ({CERTIFICATE_WORDS[finish.certificate.state]})"
            for finish in finishes
            if finish.certificate
        ]
        rows.append(
            {
                "title": title,
                "state": standing.state,
                "words": STATE_WORDS[standing.state],
                "done": standing.done,
                "total": standing.total,
                "shows_parts": standing.state is State.UNDER_WAY or standing.again,
                "joined": [long_date(day) for day in sorted(each.joined_on for each in participations)],
                "completed": list(dict.fromkeys(long_date(finish.completed_on) for finish in finishes)),
                "left": long_date(standing.on) if standing.state is State.LEFT else "",
                "certificates": certificates,
            }
        )
    return rows
