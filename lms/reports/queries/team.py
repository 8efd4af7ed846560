"""What a manager sees of their teams: who is in them, and where each stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from courses.rules.standing import NOT_JOINED, Standing, State
from lms.core.text import searchable
from lms.people.models import Membership, Team, User
from lms.reports.queries.facts import facts_about
from lms.reports.queries.tallies import courses_joined, tallies_of
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


#: People on one page of a grid; people whose facts are in memory at once while a file is written.
PER_PAGE, PER_BATCH = 50, 500


@dataclass(frozen=True)
class Grid:
    """People × the courses that one of the team has joined, as they stood at the end of a day.

    ``people`` are those on the page; ``count`` and ``joined`` (any course) and ``tallies`` (by course) are
    of the whole team.
    """

    on: date
    people: list[Person]
    page: int
    count: int
    joined: int
    courses: list[tuple[int, str]]  # by title
    standings: dict[tuple[int, int], Standing]
    by_course: dict[int, Tally]

    def standing(self, person: int, course: int) -> Standing:
        return self.standings.get((person, course), NOT_JOINED)

    def about(self, course: int | None) -> "Grid":
        """The same of one course; of all of them for None."""
        return replace(self, courses=[each for each in self.courses if course in (None, each[0])])

    @cached_property
    def tallies(self) -> list[tuple[str, Tally]]:
        return [(title, self.by_course[course]) for course, title in self.courses]

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


def team_grid(viewer: User, team: Team, *, on: date, name: str = "", page: int = 1) -> Grid:
    """One page of the grid of a team and those beneath it; beyond the last page, the last.

    The team has to be one that the viewer manages *today*: sight ends with the management, and no earlier
    day brings it back. Whose rows stand in it is decided by the rule of sight as it was on that day: what
    one could see then one may look up again, cut off at that day; what became known later does not show.

    A team that fits on a page takes five statements, and is counted here; a larger one takes eight, and is
    counted by the database.
    """
    memberships = members_of(viewer, team, on=on, name=name)
    in_order = one_each(memberships, team, on=on)
    people = _people(in_order[: PER_PAGE + 1]) if page == 1 else []
    if page == 1 and len(people) <= PER_PAGE:
        return _whole_grid(people, on=on)
    tallies = tallies_of(memberships, on=on)
    page = min(page, max(1, -(-tallies.people // PER_PAGE)))
    people = people[:PER_PAGE] or _people(in_order[(page - 1) * PER_PAGE : page * PER_PAGE])
    facts = facts_about([person.pk for person in people], on=on)
    return Grid(
        on=on,
        people=people,
        page=page,
        count=tallies.people,
        joined=tallies.joined,
        courses=by_title(tallies.titles),
        standings=facts.standings(),
        by_course=tallies.by_course,
    )


def _whole_grid(people: list[Person], *, on: date) -> Grid:
    facts = facts_about([person.pk for person in people], on=on)
    standings = facts.standings()
    courses = by_title(facts.titles)
    by_course = {
        course: tally(standings.get((person.pk, course), NOT_JOINED) for person in people)
        for course, _ in courses
    }
    joined = len({person for person, _ in standings})
    return Grid(on, people, 1, len(people), joined, courses, standings, by_course)


def by_title(titles: dict[int, str]) -> list[tuple[int, str]]:
    return sorted(titles.items(), key=lambda course: (course[1].casefold(), course[0]))


@dataclass(frozen=True)
class WholeTeam:
    """Everybody in a team, and the courses that one of them has joined, for a file: facts come in batches."""

    on: date
    people: list[Person]
    courses: list[tuple[int, str]]

    def about(self, course: int | None) -> "WholeTeam":
        """The same of one course; of all of them for None."""
        return replace(self, courses=[each for each in self.courses if course in (None, each[0])])

    def standings(self) -> Iterator[tuple[Person, dict[int, Standing]]]:
        """Each person, with where they stand by course. Three statements for each five hundred people."""
        for start in range(0, len(self.people), PER_BATCH):
            batch = self.people[start : start + PER_BATCH]
            facts = facts_about([person.pk for person in batch], on=self.on)
            for person in batch:
                yield person, {course: facts.of((person.pk, course)) for course, _ in self.courses}


def whole_team(viewer: User, team: Team, *, on: date, name: str = "") -> WholeTeam:
    """Three statements, whatever the size of the team; for whose rows stand in it see ``team_grid``."""
    memberships = members_of(viewer, team, on=on, name=name)
    people = _people(one_each(memberships, team, on=on))
    return WholeTeam(on, people, by_title(courses_joined(memberships, on=on)))


PERSON = ("user_id", "user__key", "user__name", "user__email", "job_role__name", "team__name")


def _people(memberships: "QuerySet[Membership]") -> list[Person]:
    return [Person(*row) for row in memberships.values_list(*PERSON)]


def members_of(viewer: User, team: Team, *, on: date, name: str = "") -> "QuerySet[Membership]":
    """Members on that day of the team and of those beneath, and the managers of those beneath.

    Somebody in several of these teams has a row for each: see ``one_each``.
    """
    memberships = _in_team(viewer, team, on=on)
    typed = searchable(name)
    return memberships.filter(user__searchable_name__contains=typed) if typed else memberships


def one_each(memberships: "QuerySet[Membership]", team: Team, *, on: date) -> "QuerySet[Membership]":
    """By name; one membership a person: that of the topmost team, for somebody in several."""
    before = Q(team__path__lt=OuterRef("team__path")) | Q(team=OuterRef("team"), pk__lt=OuterRef("pk"))
    another = _on_the_page(team, on=on).filter(before, user=OuterRef("user"))
    return memberships.filter(~Exists(another)).order_by("user__name", "user_id")


def member_of(viewer: User, team: Team, key: UUID, *, on: date) -> Person | None:
    """One of them. Not there, and not to be seen, look alike."""
    row = _in_team(viewer, team, on=on).filter(user__key=key).values_list(*PERSON).first()
    return Person(*row) if row else None


def _on_the_page(team: Team, *, on: date) -> "QuerySet[Membership]":
    """Memberships that put somebody onto a team's page. Who may look is not asked here."""
    answered_for = Q(kind=Membership.Kind.MEMBER) | ~Q(team=team)
    return Membership.objects.on(on).filter(answered_for, team__path__startswith=team.path)


def _in_team(viewer: User, team: Team, *, on: date) -> "QuerySet[Membership]":
    seen = User.objects.visible_to(viewer, on=on).values("pk")
    return _on_the_page(team, on=on).filter(user__in=seen)


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
