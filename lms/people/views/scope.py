"""What the person who asks may look after. Every view here begins with one of these."""

from typing import Any
from uuid import UUID

from allauth.account.internal.flows import reauthentication
from allauth.core.exceptions import ReauthenticationRequired
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from lms.core.refusals import NotAllowed
from lms.people.models import Invitation, Membership, Organisation, Team, User
from lms.people.permissions import has_permission, organisations_with
from lms.people.queries import people_of
from lms.people.rules.roles import Permission

ONLY_ADMINISTRATORS = "This page is for people who look after an organisation. Ask one of them, or go back."
ONLY_NETWORK_ADMINISTRATORS = "Only network administrators can do this. Ask one of them."


def require(
    request: HttpRequest, permission: Permission, sentence: str = ONLY_NETWORK_ADMINISTRATORS
) -> None:
    """For pages about the whole network."""
    if not has_permission(request.user, permission):
        raise NotAllowed(sentence)


def require_fresh_sign_in(request: HttpRequest) -> None:
    """Before roles, addresses and factors change: allauth asks once more who it is, then comes back here."""
    if reauthentication.is_reauthentication_required(request, app="lms.people"):
        raise ReauthenticationRequired


def my_organisations(request: HttpRequest) -> QuerySet[Organisation]:
    return organisations_with(request.user, Permission.MANAGE_ORGANISATION)


def organisation_or_404(request: HttpRequest, pk: int) -> Organisation:
    return get_object_or_404(my_organisations(request), pk=pk)


def team_or_404(request: HttpRequest, pk: int) -> Team:
    return get_object_or_404(
        Team.objects.select_related("organisation"), pk=pk, organisation__in=my_organisations(request)
    )


def membership_or_404(request: HttpRequest, pk: int) -> Membership:
    mine: Any = Membership.objects.select_related("user", "team__organisation", "job_role")
    return get_object_or_404(mine, pk=pk, team__organisation__in=my_organisations(request))


def invitation_or_404(request: HttpRequest, pk: int) -> Invitation:
    return get_object_or_404(Invitation, pk=pk, team__organisation__in=my_organisations(request))


def is_here(request: HttpRequest, person: User) -> bool:
    """Whether they are in an organisation of mine today, or I look after the whole network."""
    if has_permission(request.user, Permission.MANAGE_NETWORK):
        return True
    today = Membership.objects.on(timezone.localdate())
    return today.filter(user=person, team__organisation__in=my_organisations(request)).exists()


def person_here_or_404(request: HttpRequest, key: UUID) -> User:
    """Like ``person_or_404``, but whoever has left is no longer there."""
    found = person_or_404(request, key)
    if not is_here(request, found):
        raise Http404
    return found


def person_or_404(request: HttpRequest, key: UUID) -> User:
    """A network administrator finds everybody, others whoever is or was in their organisations."""
    if has_permission(request.user, Permission.MANAGE_NETWORK):
        return get_object_or_404(User, key=key)
    return get_object_or_404(people_of(my_organisations(request)), key=key)
