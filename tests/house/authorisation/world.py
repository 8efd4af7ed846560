"""Who asks, and what there is to ask for: two learners, each with a team, an organisation and a manager."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from lms.people import actions
from lms.people.models import User
from tests.factories.people import (
    a_job_role,
    a_membership,
    a_person,
    an_empty_team,
    an_organisation,
)
from tests.house.authorisation.table import Who, World

#: Nobody who is refused may read this name anywhere.
CANARY = "ZZCANARY"


def a_world() -> World:
    world = SimpleNamespace(now=timezone.now())
    world.organisation, world.other_organisation = an_organisation(), an_organisation(f"{CANARY} Trust")
    world.team = an_empty_team(organisation=world.organisation)
    world.other_team = an_empty_team(organisation=world.other_organisation, name=f"{CANARY} team")
    world.people = {
        Who.LEARNER: a_person("Lea Learner"),
        Who.OTHER_LEARNER: a_person(f"{CANARY} Learner"),
        Who.MANAGER: a_person("Maxine Manager"),
        Who.OTHER_MANAGER: a_person("Otto Other"),
        Who.EX_MANAGER: a_person("Xenia Ex"),
        Who.AUTHOR: _with_role("trainer"),
        Who.OTHER_AUTHOR: _with_role("trainer"),
        Who.ORGANISATION_ADMINISTRATOR: _with_role("organisation-administrator", world.organisation),
        Who.OTHER_ADMINISTRATOR: _with_role("organisation-administrator", world.other_organisation),
        Who.ADMINISTRATOR: _with_role("network-administrator"),
    }
    world.learner, world.other_learner = world.people[Who.LEARNER], world.people[Who.OTHER_LEARNER]
    today = timezone.localdate(world.now)
    world.membership = a_membership(world.learner, world.team)
    world.other_membership = a_membership(world.other_learner, world.other_team)
    a_membership(world.people[Who.MANAGER], world.team, kind="manager")
    a_membership(world.people[Who.OTHER_MANAGER], world.other_team, kind="manager")
    a_membership(world.people[Who.EX_MANAGER], world.team, kind="manager", until=today - timedelta(days=1))
    return world


def _with_role(role: str, organisation: object = None) -> User:
    person = a_person()
    actions.grant_role(user=person, role=role, organisation=organisation, by=None, at=timezone.now())
    return User.objects.get(pk=person.pk)


def an_invitation_to(team: object, world: World) -> object:
    return actions.invite(
        email=f"invited-{team.pk}@example.org",
        team=team,
        job_role=a_job_role(),
        by=world.people[Who.ADMINISTRATOR],
        at=world.now,
    )
