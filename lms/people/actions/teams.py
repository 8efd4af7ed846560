"""The tree of teams: made, renamed, closed."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from lms.core import audit
from lms.core.refusals import Refusal
from lms.core.text import searchable
from lms.people.models import Invitation, Membership, Organisation, Team, User


class OrganisationClosed(Refusal):
    pass


class TeamClosed(Refusal):
    pass


class TeamNameTaken(Refusal):
    pass


class StillHasPeople(Refusal):
    pass


class StillHasTeamsBeneath(Refusal):
    pass


@transaction.atomic
def make_team(
    *, organisation: Organisation, name: str, beneath: Team | None = None, by: User | None, at: datetime
) -> Team:
    """A team at the top of the organisation, or beneath another of its teams."""
    _lock_the_tree()
    organisation = Organisation.objects.get(pk=organisation.pk)
    if organisation.closed_on:
        raise OrganisationClosed(
            f"{organisation.name} is closed, so no teams can be added.", see=organisation
        )
    if beneath:
        beneath = Team.objects.get(pk=beneath.pk, organisation=organisation)
        refuse_closed(beneath)
    _refuse_taken(name, organisation, beneath)
    fields = {"organisation": organisation, "name": name}
    team: Team = beneath.add_child(**fields) if beneath else Team.add_root(**fields)
    audit.record(action="team.made", by=by, at=at, about=team, detail={"name": name})
    return team


@transaction.atomic
def rename_team(*, team: Team, name: str, by: User, at: datetime) -> Team:
    _lock_the_tree()
    team = Team.objects.select_related("organisation").get(pk=team.pk)
    _refuse_taken(name, team.organisation, team.get_parent(), besides=team)
    before, team.name = team.name, name
    team.save(update_fields=["name"])
    audit.record(action="team.renamed", by=by, at=at, about=team, detail={"before": before, "now": name})
    return team


@transaction.atomic
def close_team(*, team: Team, on: date, by: User, at: datetime) -> Team:
    """Only an empty team is closed. Invitations to it are withdrawn."""
    team = Team.objects.select_for_update().get(pk=team.pk)
    if team.closed_on:
        return team
    still_there = Membership.objects.in_force().filter(Q(until=None) | Q(until__gt=on), team=team)
    if still_there.exists():
        raise StillHasPeople(
            f"There are still people in {team.name}. End their memberships first, then close it."
        )
    if team.get_descendants().filter(closed_on=None).exists():
        raise StillHasTeamsBeneath(f"There are open teams beneath {team.name}. Close those first.")
    team.closed_on = on
    team.save(update_fields=["closed_on"])
    Invitation.objects.filter(team=team, accepted_at=None, withdrawn_at=None).update(withdrawn_at=at)
    audit.record(action="team.closed", by=by, at=at, about=team, detail={"on": str(on)})
    return team


def _refuse_taken(
    name: str, organisation: Organisation, beneath: Team | None, *, besides: Team | None = None
) -> None:
    """Two teams of one name, side by side, nobody could tell apart."""
    beside = beneath.get_children() if beneath else Team.objects.filter(depth=1, organisation=organisation)
    for other in beside.filter(closed_on=None):
        if other != besides and searchable(other.name) == searchable(name):
            raise TeamNameTaken(f"There is already a team called {other.name} there. Choose another name.")


def refuse_closed(team: Team) -> None:
    if team.closed_on:
        raise TeamClosed(f"{team.name} is closed. Choose another team.")


def _lock_the_tree() -> None:
    """Two new teams at once would be given the same place in the tree: one at a time."""
    Organisation.objects.select_for_update().order_by("pk").first()
