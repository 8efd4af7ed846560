"""Organisations, teams and people, by the actions of ``lms.people``."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from lms.demonstration.plan import Character, Plan
from lms.people import actions
from lms.people.models import JobRole, Locality, Organisation, Team, User
from lms.people.rules.roles import NETWORK_ADMINISTRATOR

DAYS_OF_A_MONTH = 30


def make_organisations(plan: Plan, *, at: datetime) -> dict[str, Team]:
    """All organisations and their teams, years ago. Returns the teams by key."""
    teams: dict[str, Team] = {}
    for values in plan.organisations:
        organisation = actions.make_organisation(
            name=values["name"],
            sector=values["sector"],
            locality=Locality.objects.get(name=values["locality"]),
            by=None,
            at=at,
        )
        for each in values["teams"]:
            teams[each["key"]] = _make_team(organisation, each, teams, at=at)
    return teams


def _make_team(
    organisation: Organisation, values: dict[str, str], teams: dict[str, Team], *, at: datetime
) -> Team:
    beneath = teams.get(values.get("beneath", ""))
    return actions.make_team(organisation=organisation, name=values["name"], beneath=beneath, by=None, at=at)


def make_people(plan: Plan, teams: dict[str, Team], *, password: str, at: datetime) -> dict[str, User]:
    """Everybody, each since the day they came; and those who have gone, until the day they went. By name.

    Only those named for signing in have a password: making one takes its time, on purpose.
    """
    people: dict[str, User] = {}
    jobs = {job.name: job for job in JobRole.objects.all()}
    for each in plan.people:
        people[each.name] = _make_person(each, teams, jobs, password=password, now=at)
    return people


def _make_person(
    each: Character, teams: dict[str, Team], jobs: dict[str, JobRole], *, password: str, now: datetime
) -> User:
    came_at = now - timedelta(days=DAYS_OF_A_MONTH * each.months)
    user = actions.make_account(
        email=each.email, name=each.name, password=password if each.sign_in else None, by=None, at=came_at
    )
    since = timezone.localdate(came_at)
    for key in filter(None, (each.team, each.also)):
        membership = actions.add_membership(
            user=user,
            team=teams[key],
            job_role=jobs[each.job],
            kind=each.kind,
            since=since,
            by=None,
            at=came_at,
        )
        if each.gone is not None:
            left_at = now - timedelta(days=each.gone)
            actions.end_membership(membership=membership, on=_day(left_at), by=user, at=left_at)
    for role in each.roles:
        actions.grant_role(user=user, role=role, by=None, at=came_at)
    if each.register:
        register, number = each.register
        actions.add_registration(user=user, register=register, number=number, by=user, at=came_at)
    actions.set_certificate_details(
        user=user, name="", employer=teams[each.team].organisation, by=user, at=came_at
    )
    user.refresh_from_db()
    return user


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def invite_somebody(teams: dict[str, Team], people: dict[str, User], plan: Plan, *, at: datetime) -> None:
    """One invitation that waits for an answer, so that there is one to see."""
    administrator = next(people[each.name] for each in plan.people if NETWORK_ADMINISTRATOR.key in each.roles)
    actions.invite(
        email="ines.whitworth@example.org",
        name="Ines Whitworth",
        team=teams["seven-lamps"],
        job_role=JobRole.objects.get(name="Family support worker"),
        by=administrator,
        at=at - timedelta(days=2),
    )
