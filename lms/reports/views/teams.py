"""A manager's teams, and the grid of one."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.rules.words import counted
from lms.core import audit
from lms.people.models import Team, User
from lms.reports.forms import Asked, asked
from lms.reports.queries.team import Grid, Person, managed_teams, team_figures, team_grid
from lms.reports.rules.tally import Tally, percent
from lms.reports.rules.words import day_in_words
from lms.reports.views.cells import rows_of, shares_of

#: Stands in for a person's key, so that the address is worked out once and not once per person.
NOBODY = UUID(int=0)


@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    """The teams that I manage today; if it is one, straight to it."""
    today = timezone.localdate()
    mine = managed_teams(request.user, on=today)
    if len(mine) == 1:
        return redirect("reports:team", mine[0].pk)
    figures = team_figures(request.user, mine, on=today) if mine else []
    rows = [
        {
            "name": each.team.name,
            "href": reverse("reports:team", args=[each.team.pk]),
            "organisation": each.team.organisation.name if each.depth == 0 else "",
            "depth": min(each.depth, 3),
            "figures": each,
        }
        for each in figures
    ]
    return render(request, "reports/teams.html", {"rows": rows})


@require_safe
def team(request: HttpRequest, team: int) -> HttpResponse:
    """People × courses. Looking at it is an audit entry for everyone whose row it shows."""
    now = timezone.now()
    today = timezone.localdate(now)
    found, beneath = team_or_404(request.user, team, on=today)
    question = asked(request.GET, today=today)
    whole = team_grid(request.user, found, on=question.on, name=question.name)
    audit.looked_at_all([each.pk for each in whole.people], by=request.user, what="team_progress", at=now)
    grid = whole.about(question.course)
    context = {
        "team": found,
        "beneath": [(each.name, reverse("reports:team", args=[each.pk])) for each in beneath],
        "asked": question,
        "as_at": day_in_words(question.on),
        "is_today": question.on == today,
        "latest": today.isoformat(),
        "courses": whole.courses,
        "columns": [title for _, title in grid.courses],
        "rows": list(rows_of(grid, address_of=_address(found, question, today))),
        "summary": summary(grid),
        "shares": shares_of(grid),
        "csv": f"{reverse('reports:team_csv', args=[found.pk])}{_query(question, today)}",
    }
    return render(request, "reports/team.html", context)


def team_or_404(person: User, pk: int, *, on: date) -> tuple[Team, list[Team]]:
    """One of the teams that the person manages on that day, and those directly beneath it."""
    mine = managed_teams(person, on=on)
    found = next((team for team in mine if team.pk == pk), None)
    if found is None:
        raise Http404
    beneath = [team for team in mine if team.depth == found.depth + 1 and team.path.startswith(found.path)]
    return found, beneath


def summary(grid: Grid) -> list[str]:
    """What the grid amounts to, in sentences with their numerators and denominators."""
    total: Tally = grid.total
    if not grid.people or not total.joined:
        return []
    shown = {person for person, _ in grid.standings}
    joined = sum(person.pk in shown for person in grid.people)
    people = counted(len(grid.people), "person", "people")
    sentences = [
        f"{joined} of {people} {'has' if joined == 1 else 'have'} joined a course.",
        f"Of {counted(total.joined, 'place')} on courses, {total.completed} "
        f"{'is' if total.completed == 1 else 'are'} completed "
        f"({percent(total.completed, total.joined)}\u00a0%) and {total.under_way} under way.",
    ]
    if total.left:
        sentences.append(f"{total.left} {'was' if total.left == 1 else 'were'} left before the end.")
    return sentences


def _address(team: Team, question: Asked, today: date) -> Callable[[Person], str]:
    """Of each person's page, on the day that is shown."""
    pattern = reverse("reports:person", args=[team.pk, NOBODY])
    before, after = pattern.split(str(NOBODY))
    day = f"?on={question.on.isoformat()}" if question.on != today else ""

    def address_of(person: Person) -> str:
        return f"{before}{person.key}{after}{day}"

    return address_of


def _query(question: Asked, today: date) -> str:
    values = {
        "on": question.on.isoformat() if question.on != today else "",
        "name": question.name,
        "course": question.course,
    }
    query = urlencode({key: value for key, value in values.items() if value})
    return f"?{query}" if query else ""
