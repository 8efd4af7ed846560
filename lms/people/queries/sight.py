"""The rule of sight seen from the other side: who can see a person."""

from dataclasses import dataclass
from datetime import date

from lms.people.models import Membership, Team, User


@dataclass(frozen=True)
class Seer:
    """Somebody who can see a person's record, and by which team, from when until when."""

    person: User
    because_of: Team
    since: date
    until: date | None


def who_can_see(person: User, *, on: date) -> list[Seer]:
    """Everybody but the person, by name; ``visible_to`` seen from the other side."""
    mine = list(Membership.objects.on(on).filter(user=person).select_related("team", "team__organisation"))
    above = {path for membership in mine for path in paths_down_to(membership.team)}
    managing = (
        Membership.objects.on(on)
        .managers()
        .filter(team__path__in=above, user__is_active=True)
        .exclude(user=person)
        .select_related("user", "team", "team__organisation")
        .order_by("user__name", "user", "since")
    )
    return [
        _seer(manager, membership)
        for manager in managing
        for membership in mine
        if membership.team.path.startswith(manager.team.path)
    ]


def whom_one_sees(manager: User, *, on: date) -> dict[int, User]:
    """Everybody but the manager, by primary key, with no more than name and address."""
    seen = User.objects.open().visible_to(manager, on=on).exclude(pk=manager.pk)
    return {person.pk: person for person in seen.only("name", "email")}


def paths_down_to(team: Team) -> list[str]:
    return [team.path[:end] for end in range(Team.steplen, len(team.path) + 1, Team.steplen)]


def _seer(manager: Membership, membership: Membership) -> Seer:
    ends = [day for day in (manager.until, membership.until) if day]
    since = max(manager.since, membership.since)
    return Seer(manager.user, manager.team, since, min(ends) if ends else None)
