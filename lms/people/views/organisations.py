"""Organisations: the list, one of them, making, changing, closing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from lms.core.refusals import NotAllowed, said_at
from lms.people import actions
from lms.people.forms import OnForm, OrganisationForm
from lms.people.permissions import has_permission
from lms.people.queries import open_invitations, team_tree
from lms.people.rules.roles import Permission
from lms.people.views.scope import ONLY_ADMINISTRATORS, my_organisations, organisation_or_404, require
from lms.people.views.signed_in import SignedInRequest

INVITATIONS_SHOWN = 5


@require_safe
def organisations(request: SignedInRequest) -> HttpResponse:
    mine = list(my_organisations(request).select_related("locality"))
    rules_network = has_permission(request.user, Permission.MANAGE_NETWORK)
    if not mine and not rules_network:
        raise NotAllowed(ONLY_ADMINISTRATORS)
    if len(mine) == 1 and not rules_network:
        return redirect(mine[0])
    values = {
        "open": [each for each in mine if not each.closed_on],
        "closed": [each for each in mine if each.closed_on],
        "rules_network": rules_network,
    }
    return render(request, "people/organisations.html", values)


@require_safe
def organisation(request: SignedInRequest, pk: int) -> HttpResponse:
    """The tree of teams on a day: today, or ``?on=2026-11-23``."""
    found = organisation_or_404(request, pk)
    now = timezone.now()
    today = timezone.localdate(now)
    on = OnForm(request.GET).day(otherwise=today)
    teams = team_tree(found, on=on)
    invited = list(open_invitations(found))
    values = {
        "organisation": found,
        "on": on,
        "is_today": on == today,
        "teams": [team for team in teams if not team.closed_on or team.closed_on > on],
        "closed_teams": [team for team in teams if team.closed_on and team.closed_on <= on],
        "invitations": [(each, each.is_waiting(at=now)) for each in invited[:INVITATIONS_SHOWN]],
        "more_invitations": max(0, len(invited) - INVITATIONS_SHOWN),
        "rules_network": has_permission(request.user, Permission.MANAGE_NETWORK),
    }
    return render(request, "people/organisation.html", values)


@require_http_methods(["GET", "POST"])
def new_organisation(request: SignedInRequest) -> HttpResponse:
    require(request, Permission.MANAGE_NETWORK)
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with said_at(form, "name"):
            made = actions.make_organisation(**form.cleaned_data, by=request.user, at=timezone.now())
            messages.success(request, f"{made.name} has been added. Now add its first team.")
            return redirect(made)
    values = {
        "form": form,
        "title": "New organisation",
        "button": "Add the organisation",
        "back": reverse("people:organisations"),
    }
    return render(request, "people/form.html", values)


@require_http_methods(["GET", "POST"])
def change_organisation(request: SignedInRequest, pk: int) -> HttpResponse:
    found = organisation_or_404(request, pk)
    before = {
        "name": found.name,
        "sector": found.sector,
        "locality": found.locality_id,
        "ods_code": found.ods_code,
    }
    form = OrganisationForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        with said_at(form, "name"):
            actions.change_organisation(
                organisation=found, **form.cleaned_data, by=request.user, at=timezone.now()
            )
            return redirect(found)
    values = {
        "form": form,
        "title": "About this organisation",
        "caption": found.name,
        "button": "Save",
        "back": found.get_absolute_url(),
    }
    return render(request, "people/form.html", values)


@require_http_methods(["GET", "POST"])
def close_organisation(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request, Permission.MANAGE_NETWORK)
    found = organisation_or_404(request, pk)
    if request.method == "POST":
        now = timezone.now()
        actions.close_organisation(organisation=found, on=timezone.localdate(now), by=request.user, at=now)
        messages.success(request, f"{found.name} is closed.")
        return redirect("people:organisations")
    values = {
        "title": f"Close {found.name}?",
        "lead": "No teams or people can be added to it. What happened there stays on record.",
        "button": "Close the organisation",
        "button_kind": "warning",
        "back": found.get_absolute_url(),
    }
    return render(request, "people/form.html", values)
