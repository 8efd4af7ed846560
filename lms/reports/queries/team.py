"""What a manager sees of their teams: who is in them, and where each stands."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Q, QuerySet

from lms.people.models import Membership, Team, User
from lms.reports.queries.facts import facts_about
from lms.reports.rules.standing import NOT_JOINED, Standing, State
from lms.reports.rules.tally import Tally, tally


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a team on a day."""

    pk: int
    key: UUID
    name: str
    email: str
    job_role: str
    team: str


@dataclass(frozen=True)
class Grid:
    """People × the courses that one of them has joined, as they stood at the end of a day."""

    on: date
    people: list[Person]
    courses: list[tuple[int, str]]  # by title
    standings: dict[tuple[int, int], Standing]

    def standing(self, person: int, course: int) -> Standing:
        return self.standings.get((person, course), NOT_JOINED)

    def about(self, course: int | None) -> "Grid":
        """The same of one course; of all of them for None."""
        courses = [each for each in self.courses if course in (None, each[0])]
        return Grid(self.on, self.people, courses, self.standings)

    def tally_of(self, course: int) -> Tally:
        return tally(self.standing(person.pk, course) for person in self.people)

    @cached_property
    def tallies(self) -> list[tuple[str, Tally]]:
        return [(title, self.tally_of(course)) for course, title in self.courses]

    @property
    def total(self) -> Tally:
        return sum((each for _, each in self.tallies), Tally())


def managed_teams(person: User, *, on: date) -> list[Team]:
    """Every team that this person manages on that day, and those beneath, as a tree. Two statements."""
    return list(Team.objects.managed_by(person, on=on).select_related("organisation").order_by("path"))


def topmost(teams: list[Team]) -> list[Team]:
    """Of teams in the order of their tree: those with none of the others above them."""
    top: list[Team] = []
    for team in teams:
        if not top or not team.path.startswith(top[-1].path):
            top.append(team)
    return top


def team_grid(viewer: User, team: Team, *, on: date, name: str = "") -> Grid:
    """The grid of a team and those beneath it. Five statements, whatever its size.

    The team has to be one that the viewer manages *today*: sight ends with the management, and no earlier
    day brings it back. Whose rows stand in it is decided by the rule of sight as it was on that day: what
    one could see then one may look up again, cut off at that day; what became known later does not show.
    """
    people = members_of(viewer, team, on=on, name=name)
    facts = facts_about([person.pk for person in people], on=on)
    courses = sorted(facts.titles.items(), key=lambda course: (course[1].casefold(), course[0]))
    return Grid(on, people, courses, facts.standings())


def members_of(viewer: User, team: Team, *, on: date, name: str = "") -> list[Person]:
    """Members on that day of the team and of those beneath, and the managers of those beneath, by name."""
    memberships = _in_team(viewer, team, on=on)
    if name:
        memberships = memberships.filter(user__name__icontains=name)
    people: dict[int, Person] = {}
    for pk, key, name, email, job_role, team_name in memberships.values_list(
        "user_id", "user__key", "user__name", "user__email", "job_role__name", "team__name"
    ).order_by("user__name", "user_id", "team__path"):
        people.setdefault(pk, Person(pk, key, name, email, job_role, team_name))
    return list(people.values())


def member_of(viewer: User, team: Team, key: UUID, *, on: date) -> Person | None:
    """One of them. Not there, and not to be seen, look alike."""
    row = (
        _in_team(viewer, team, on=on)
        .filter(user__key=key)
        .values_list("user_id", "user__key", "user__name", "user__email", "job_role__name", "team__name")
        .first()
    )
    return Person(*row) if row else None


def _in_team(viewer: User, team: Team, *, on: date) -> "QuerySet[Membership]":
    beneath = Q(team__path__startswith=team.path)
    answered_for = Q(kind=Membership.Kind.MEMBER) | ~Q(team=team)
    seen = User.objects.visible_to(viewer, on=on).values("pk")
    return Membership.objects.on(on).filter(beneath, answered_for, user__in=seen)


@dataclass(frozen=True, slots=True)
class Figures:
    """A team and its figures, those beneath it included."""

    team: Team
    depth: int
    people: int
    under_way: int
    completed: int


def team_figures(viewer: User, teams: list[Team], *, on: date) -> list[Figures]:
    """For each of these teams: people, courses under way, courses completed. Five statements."""
    members: dict[str, set[int]] = {team.path: set() for team in teams}
    tops = topmost(teams)
    seen = User.objects.visible_to(viewer, on=on).values("pk")
    rows = Membership.objects.on(on).filter(team__in=teams, user__in=seen)
    for path, user, kind in rows.values_list("team__path", "user_id", "kind"):
        for team in teams:
            answered_for = kind == Membership.Kind.MEMBER or path != team.path
            if path.startswith(team.path) and answered_for:
                members[team.path].add(user)
    standings = facts_about(set().union(*members.values()), on=on).standings()
    states: dict[int, list[State]] = {}
    for (person, _), each in standings.items():
        states.setdefault(person, []).append(each.state)
    shallowest = {team.path: next(t.depth for t in tops if team.path.startswith(t.path)) for team in teams}
    return [_figures(team, team.depth - shallowest[team.path], members[team.path], states) for team in teams]


def _figures(team: Team, depth: int, members: set[int], states: dict[int, list[State]]) -> Figures:
    found = [state for member in members for state in states.get(member, ())]
    return Figures(team, depth, len(members), found.count(State.UNDER_WAY), found.count(State.COMPLETED))
