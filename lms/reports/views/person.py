"""One person's standing, as their manager sees it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lms.core import audit
from lms.people.models import User
from lms.reports.forms import asked
from lms.reports.queries.facts import Facts, facts_about
from lms.reports.queries.team import member_of
from lms.reports.rules.standing import State
from lms.reports.rules.words import CERTIFICATE_WORDS, STATE_WORDS, day_in_words
from lms.reports.views.teams import team_or_404


@require_safe
def person(request: HttpRequest, team: int, key: UUID) -> HttpResponse:
    """Dates and certificates' numbers; never an answer, a score or a reflection."""
    now = timezone.now()
    today = timezone.localdate(now)
    found, _ = team_or_404(request.user, team, on=today)
    question = asked(request.GET, today=today)
    member = member_of(request.user, found, key, on=question.on)
    if member is None:
        raise Http404
    facts = facts_about([member.pk], on=question.on)
    audit.looked_at(User(pk=member.pk), by=request.user, what="record", at=now)
    context = {
        "team": found,
        "person": member,
        "asked": question,
        "as_at": day_in_words(question.on),
        "is_today": question.on == today,
        "day": "" if question.on == today else f"?on={question.on.isoformat()}",
        "courses": _courses(member.pk, facts),
    }
    return render(request, "reports/person.html", context)


def _courses(person: int, facts: Facts) -> list[dict[str, object]]:
    """A course a row, by title: where the person stands, and everything that has a date."""
    rows = []
    for course, title in sorted(facts.titles.items(), key=lambda each: each[1].casefold()):
        standing = facts.of((person, course))
        places = facts.places.get((person, course), [])
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
                "joined": [
                    day_in_words(place.joined_on) for place in sorted(places, key=lambda p: p.joined_on)
                ],
                "completed": list(dict.fromkeys(day_in_words(finish.completed_on) for finish in finishes)),
                "left": day_in_words(standing.on) if standing.state is State.LEFT else "",
                "certificates": certificates,
            }
        )
    return rows
