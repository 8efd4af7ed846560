"""People, organisations, teams and memberships."""

from datetime import date
from itertools import count

from lms.people.models import JobRole, Membership, Organisation, Team, User

LONG_AGO = date(2020, 1, 1)
_numbers = count(1)


def a_person(name: str = "", **fields: object) -> User:
    number = next(_numbers)
    name = name or f"Person {number}"
    fields.setdefault("email", f"person{number}@example.org")
    return User.objects.create_user(name=name, **fields)


def an_organisation(name: str = "", **fields: object) -> Organisation:
    fields.setdefault("sector", Organisation.Sector.TRUST)
    return Organisation.objects.create(name=name or f"Organisation {next(_numbers)}", **fields)


def a_job_role(name: str = "Health visitor") -> JobRole:
    return JobRole.objects.get_or_create(name=name)[0]


def an_empty_team(
    *, organisation: Organisation | None = None, beneath: Team | None = None, name: str = ""
) -> Team:
    organisation = organisation or (beneath.organisation if beneath else an_organisation())
    fields = {"organisation": organisation, "name": name or f"Team {next(_numbers)}"}
    return beneath.add_child(**fields) if beneath else Team.add_root(**fields)


def a_membership(
    user: User, team: Team, *, kind: str = "member", since: date = LONG_AGO, until: date | None = None
) -> Membership:
    return Membership.objects.create(
        user=user, team=team, kind=kind, since=since, until=until, job_role=a_job_role()
    )


def a_team(*, members: int = 1, organisation: Organisation | None = None) -> tuple[Team, User]:
    """A team with that many members, and its manager, all since long before TODAY."""
    team = an_empty_team(organisation=organisation)
    manager = a_person("Maxine Manager")
    a_membership(manager, team, kind="manager")
    for _ in range(members):
        a_membership(a_person(), team)
    return team, manager
