"""A manager's teams, and the grid of one."""

from collections.abc import Callable
from datetime import date
from typing import TypedDict
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from lms.core import audit
from lms.core.words import counted, long_date, percentage
from lms.people.models import Team, User
from lms.people.views.signed_in import SignedInRequest
from lms.reports.forms import GridFilters, grid_filters
from lms.reports.queries.team import PER_PAGE, Figures, Grid, Person, managed_teams, team_figures, team_grid
from lms.reports.rules.tally import Tally
from lms.reports.views.cells import rows_of, shares_of

#: Stands in for a person's key, so that the address is worked out once and not once per person.
NOBODY = UUID(int=0)


class TeamRow(TypedDict):
    """A team among mine: how deep in the tree (0 to 3), and its figures. The organisation at the top only."""

    name: str
    href: str
    organisation: str
    depth: int
    figures: Figures


@require_safe
def teams(request: SignedInRequest) -> HttpResponse:
    """The teams that I manage today; if it is one, straight to it."""
    today = timezone.localdate()
    mine = managed_teams(request.user, on=today)
    if len(mine) == 1:
        return redirect("reports:team", mine[0].pk)
    figures = team_figures(request.user, mine, on=today) if mine else []
    rows: list[TeamRow] = [
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
def team(request: SignedInRequest, team: int) -> HttpResponse:
    """A page of people × courses. Opening it is one audit entry, which names the team."""
    now = timezone.now()
    today = timezone.localdate(now)
    found, beneath = team_or_404(request.user, team, on=today)
    filters = grid_filters(request.GET, today=today)
    whole = team_grid(request.user, found, on=filters.on, name=filters.name, page=filters.page)
    audit.looked_at_group(found, by=request.user, what="team_progress", on=filters.on, at=now)
    grid = whole.about(filters.course)
    context = {
        "team": found,
        "beneath": [(each.name, reverse("reports:team", args=[each.pk])) for each in beneath],
        "filters": filters,
        "as_at": long_date(filters.on),
        "is_today": filters.on == today,
        "latest": today.isoformat(),
        "courses": whole.courses,
        "columns": [title for _, title in grid.courses],
        "rows": list(rows_of(grid, address_of=_address(found, filters, today))),
        "page": page_of(grid),
        "summary": summary(grid),
        "shares": shares_of(grid),
        "csv": f"{reverse('reports:team_csv', args=[found.pk])}{_query(filters, today)}",
    }
    return render(request, "reports/team.html", context)


class Counted(Paginator):
    """Pages of a list that is counted already, and of which one page is loaded."""

    def __init__(self, count: int) -> None:
        super().__init__((), PER_PAGE)
        self.count = count


def page_of(grid: Grid) -> Page:
    return Page(grid.people, grid.page, Counted(grid.count))


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
    if not total.joined:
        return []
    people = counted(grid.count, "person", "people")
    sentences = [
        f"{grid.joined} of {people} {'has' if grid.joined == 1 else 'have'} joined a course.",
        f"Of {counted(total.joined, 'enrolment')}, {total.completed} "
        f"{'is' if total.completed == 1 else 'are'} completed "
        f"({percentage(total.completed, total.joined)}\u00a0%) and {total.under_way} under way.",
    ]
    if total.left:
        sentences.append(f"{total.left} {'was' if total.left == 1 else 'were'} left before the end.")
    return sentences


def _address(team: Team, filters: GridFilters, today: date) -> Callable[[Person], str]:
    """Of each person's page, on the day that is shown."""
    pattern = reverse("reports:person", args=[team.pk, NOBODY])
    before, after = pattern.split(str(NOBODY))
    day = f"?on={filters.on.isoformat()}" if filters.on != today else ""

    def address_of(person: Person) -> str:
        return f"{before}{person.key}{after}{day}"

    return address_of


def _query(filters: GridFilters, today: date) -> str:
    values = {
        "on": filters.on.isoformat() if filters.on != today else "",
        "name": filters.name,
        "course": filters.course,
    }
    query = urlencode({key: value for key, value in values.items() if value})
    return f"?{query}" if query else ""
