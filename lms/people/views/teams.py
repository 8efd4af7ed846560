"""Teams of an organisation, and inviting people into them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from lms.core.refusals import said_at
from lms.people import actions
from lms.people.forms import AddPersonForm, OnForm, TeamForm
from lms.people.queries import managers_above, memberships_of, open_invitations, people_in
from lms.people.views.scope import organisation_or_404, team_or_404
from lms.people.views.signed_in import SignedInRequest


@require_safe
def team(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who is in it on a day: today, or ``?on=2026-11-23``."""
    found = team_or_404(request, pk)
    now = timezone.now()
    today = timezone.localdate(now)
    on = OnForm(request.GET).day(otherwise=today)
    memberships = list(memberships_of(found))
    there = [each for each in memberships if each.since <= on and (each.until is None or each.until >= on)]
    values = {
        "team": found,
        "organisation": found.organisation,
        "above": found.get_ancestors(),
        "on": on,
        "is_today": on == today,
        "managers_above": managers_above(found, on=on),
        "managers": [each for each in there if each.kind == "manager"],
        "members": [each for each in there if each.kind == "member"],
        "coming": [each for each in memberships if each.since > on],
        "ended": [each for each in memberships if each.until and each.until < on],
        "invitations": [
            (each, each.is_waiting(at=now))
            for each in open_invitations(found.organisation)
            if each.team_id == found.pk
        ],
    }
    return render(request, "people/team.html", values)


@require_http_methods(["GET", "POST"])
def new_team(request: SignedInRequest, pk: int) -> HttpResponse:
    organisation = organisation_or_404(request, pk)
    form = TeamForm(
        request.POST or None, organisation=organisation, initial={"beneath": request.GET.get("beneath")}
    )
    if request.method == "POST" and form.is_valid():
        with said_at(form, "name"):
            made = actions.make_team(
                organisation=organisation, **form.cleaned_data, by=request.user, at=timezone.now()
            )
            messages.success(request, f"{made.name} is made. Invite its people and its manager.")
            return redirect("people:team", made.pk)
    values = {
        "form": form,
        "title": "New team",
        "caption": organisation.name,
        "button": "Make the team",
        "back": organisation.get_absolute_url(),
    }
    return render(request, "people/form.html", values)


@require_http_methods(["GET", "POST"])
def rename_team(request: SignedInRequest, pk: int) -> HttpResponse:
    found = team_or_404(request, pk)
    form = TeamForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        with said_at(form, "name"):
            actions.rename_team(
                team=found, name=form.cleaned_data["name"], by=request.user, at=timezone.now()
            )
            return redirect("people:team", found.pk)
    values = {
        "form": form,
        "title": "Rename the team",
        "caption": found.name,
        "button": "Save",
        "team": found,
    }
    return render(request, "people/form.html", values)


@require_http_methods(["GET", "POST"])
def close_team(request: SignedInRequest, pk: int) -> HttpResponse:
    found = team_or_404(request, pk)
    if request.method == "POST":
        now = timezone.now()
        actions.close_team(team=found, on=timezone.localdate(now), by=request.user, at=now)
        messages.success(request, f"{found.name} is closed.")
        return redirect(found.organisation)
    values = {
        "title": f"Close {found.name}?",
        "lead": "Nobody can join it any more, and open invitations to it are withdrawn. "
        "What happened there stays on record.",
        "button": "Close the team",
        "button_kind": "warning",
        "team": found,
    }
    return render(request, "people/form.html", values)


@require_http_methods(["GET", "POST"])
def add_person(request: SignedInRequest, pk: int) -> HttpResponse:
    found = team_or_404(request, pk)
    today = timezone.localdate()
    people = people_in(found.organisation, on=today)
    form = AddPersonForm(request.POST or None, people=people, initial={"since": today})
    if request.method == "POST" and form.is_valid():
        with said_at(form, "person"):
            chosen = form.cleaned_data
            actions.add_colleague(
                user=chosen["person"],
                team=found,
                job_role=chosen["job_role"],
                kind=chosen["kind"],
                since=chosen["since"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(
                request, f"{chosen['person'].name} is in {found.name}, and is told who sees them."
            )
            return redirect("people:team", found.pk)
    values = {
        "form": form,
        "title": "Add somebody to the team",
        "caption": found.name,
        "button": "Add",
        "team": found,
    }
    return render(request, "people/form.html", values)
