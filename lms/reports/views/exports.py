"""What can be taken away as a file: a team's progress, one's own record."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.rules.standing import Standing, State
from lms.core import audit, throttle
from lms.people.views.signed_in import SignedInRequest
from lms.reports.forms import grid_filters
from lms.reports.interop import csv_lines
from lms.reports.queries.record import own_completions
from lms.reports.queries.team import WholeTeam, whole_team
from lms.reports.rules.words import CERTIFICATE_WORDS, STATE_WORDS
from lms.reports.views.teams import team_or_404

#: Files that one person takes in an hour. Somebody who looks after many teams takes a few dozen.
EXPORTS_AN_HOUR = 60
TAKEN_OFTEN = "You have taken very many files in the last hour."

TEAM_HEADINGS = (
    "Name",
    "E-mail address",
    "Job role",
    "Team",
    "Course",
    "Standing",
    "Parts finished",
    "Parts",
    "Completed on",
    "Left on",
    "Certificate",
    "Certificate is",
    "As at",
)
RECORD_HEADINGS = (
    "Course",
    "Edition",
    "Completed on",
    "Minutes",
    "Of which participatory",
    "Where from",
    "Certificate",
    "Certificate is",
)


@require_safe
def team_csv(request: SignedInRequest, team: int) -> StreamingHttpResponse:
    """The whole team, a line for each person and course. One audit entry, which names the team."""
    now = timezone.now()
    today = timezone.localdate(now)
    found, _ = team_or_404(request.user, team, on=today)
    hold_back(request, at=now)
    filters = grid_filters(request.GET, today=today)
    everybody = whole_team(request.user, found, on=filters.on, name=filters.name).about(filters.course)
    audit.looked_at_group(found, by=request.user, what="team_export", on=filters.on, at=now)
    name = re.sub(r"[^a-z0-9]+", "-", found.name.lower()).strip("-") or "team"
    return _file(f"{name}-{filters.on.isoformat()}.csv", csv_lines(TEAM_HEADINGS, _team_rows(everybody)))


@require_safe
def record_csv(request: SignedInRequest) -> StreamingHttpResponse:
    """My own record, as a file for a revalidation folder."""
    hold_back(request, at=timezone.now())
    rows = (
        (
            entry.title,
            entry.edition,
            entry.completed_on,
            entry.minutes,
            entry.participatory_minutes,
            entry.origin,
            entry.certificate,
            CERTIFICATE_WORDS.get(entry.certificate_state, ""),
        )
        for entry in own_completions(request.user)
    )
    return _file(f"my-record-{timezone.localdate().isoformat()}.csv", csv_lines(RECORD_HEADINGS, rows))


def hold_back(request: SignedInRequest, *, at: datetime) -> None:
    """Raises TooMany. Whoever has somebody's session takes no copy of everything in a minute."""
    throttle.limit(request.user, "exports", TAKEN_OFTEN, most=EXPORTS_AN_HOUR, seconds=3600, at=at)


def _team_rows(team: WholeTeam) -> Iterator[tuple[object, ...]]:
    as_at = team.on.isoformat()
    for person, standings in team.standings():
        about = (person.name, person.email, person.job_role, person.team)
        for course, title in team.courses:
            yield (*about, title, *_standing(standings[course]), as_at)
        if not team.courses:
            yield (*about, "", STATE_WORDS[State.NOT_JOINED], None, None, None, None, None, None, as_at)


def _standing(each: Standing) -> tuple[object, ...]:
    shows_parts = each.total and each.state is not State.COMPLETED
    earned = each.certificate
    return (
        STATE_WORDS[each.state],
        each.done if shows_parts else None,
        each.total if shows_parts else None,
        _day(each.on, each.state is State.COMPLETED),
        _day(each.on, each.state is State.LEFT),
        earned.number if earned else None,
        CERTIFICATE_WORDS[earned.state] if earned else None,
    )


def _day(day: date | None, wanted: bool) -> str | None:
    return day.isoformat() if wanted and day else None


def _file(name: str, lines: Iterator[str]) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
