"""Who looked at a person's record."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from lms.core.models import AuditEntry
from lms.people.models import Membership, Team, User
from lms.people.queries.sight import paths_down_to
from lms.people.rules.looks import Span, was_shown

#: What was opened, in words for the person it was about. ``{team}`` is the team's name.
WORDS = {
    "looked_at.record": "your page",
    "looked_at.memberships": "which teams you are in",
    "looked_at.team_progress": "the page of {team}",
    "looked_at.team_export": "a file of {team}",
}
ENTRIES_AT_ONCE = 200


@dataclass(frozen=True)
class Look:
    """Somebody looked at a person's record: their name, what they opened, when."""

    by: str
    what: str
    at: datetime


def who_looked(person: User, *, limit: int = 50) -> list[Look]:
    """The latest looks first. Eight statements, whatever the number of looks and teams.

    A look at the person alone names them (until November 2026 a look at a whole team did too, in an entry for
    each member). A look at a team names the team, and counts if it showed the person then.
    """
    alone = AuditEntry.objects.looks_at(person).latest_first()[:limit]
    with_others = islice(_looks_at_teams_of(person), limit)
    entries = sorted([*alone, *with_others], key=lambda entry: (entry.at, entry.pk), reverse=True)[:limit]
    names = dict(User.objects.filter(pk__in={entry.by_id for entry in entries}).values_list("pk", "name"))
    teams = {entry.about_id for entry in entries if entry.about_kind == "people.team"}
    team_names = {str(pk): name for pk, name in Team.objects.filter(pk__in=teams).values_list("pk", "name")}
    return [
        Look(
            by=names.get(entry.by_id or 0, "The system"),
            what=_words(entry.action, team_names.get(entry.about_id, "your team")),
            at=entry.at,
        )
        for entry in entries
    ]


def _words(action: str, team: str) -> str:
    fallback = action.removeprefix("looked_at.").replace("_", " ")
    return WORDS.get(action, fallback).format(team=team)


def _looks_at_teams_of(person: User) -> Iterator[AuditEntry]:
    """Looks at teams that showed this person, the latest first."""
    memberships = list(Membership.objects.filter(user=person).select_related("team", "corrects"))
    paths = {path for membership in memberships for path in paths_down_to(membership.team)}
    others = Membership.objects.managers().filter(team__path__in=paths).exclude(user=person)
    managing = list(others.select_related("team", "corrects"))
    spans = _spans([*memberships, *managing])
    teams = dict(Team.objects.filter(path__in=paths).values_list("pk", "path"))
    viewers = {membership.user_id for membership in managing}
    entries = AuditEntry.objects.looks_at_groups("people.team", teams).filter(by_id__in=viewers)
    for entry in entries.latest_first().iterator(chunk_size=ENTRIES_AT_ONCE):
        path = teams[int(entry.about_id)]
        on = date.fromisoformat(entry.detail["on"])
        mine, theirs = spans[person.pk], spans[entry.by_id or 0]
        if was_shown(mine, theirs, team_path=path, on=on, at=entry.at):
            yield entry


def _spans(memberships: list[Membership]) -> dict[int, list[Span]]:
    """By person. When each was entered and ended stands in the audit."""
    entered = AuditEntry.objects.filter(
        subject_id__in={membership.user_id for membership in memberships},
        about_kind="people.membership",
        action__in=["membership.began", "membership.ended"],
    )
    times = {(about, action): at for about, action, at in entered.values_list("about_id", "action", "at")}
    spans: dict[int, list[Span]] = defaultdict(list)
    for each in memberships:
        corrected_at = each.corrects.replaced_at if each.corrects else None
        spans[each.user_id].append(
            Span(
                path=each.team.path,
                manages=each.kind == Membership.Kind.MANAGER,
                since=each.since,
                until=each.until,
                begun_at=times.get((str(each.pk), "membership.began"), corrected_at),
                ended_at=times.get((str(each.pk), "membership.ended"), corrected_at),
                replaced_at=each.replaced_at,
            )
        )
    return spans
