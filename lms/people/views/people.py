"""One person, as whoever looks after their organisation sees them: where they belong, and no learning."""

from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.core import audit
from lms.core.refusals import NotAllowed, said_at
from lms.core.words import counted, long_date
from lms.people import actions
from lms.people.forms import EndForm, JobRoleForm
from lms.people.interop import has_second_factor
from lms.people.models import RoleHolding
from lms.people.permissions import can_close_account, has_permission
from lms.people.queries import ended_with_account
from lms.people.rules.roles import Permission
from lms.people.views.factors import may_remove_factors
from lms.people.views.scope import is_here, membership_or_404, my_organisations, person_or_404, require
from lms.people.views.signed_in import SignedInRequest

NOT_YOURS_TO_CLOSE = (
    "This account also belongs to another organisation, has a role, or is your own. "
    "A network administrator can close it; you can end the memberships in your organisation."
)


@require_safe
def person(request: SignedInRequest, key: UUID) -> HttpResponse:
    found = person_or_404(request, key)
    memberships = list(
        found.memberships.in_force()
        .filter(team__organisation__in=my_organisations(request))
        .select_related("team__organisation", "job_role", "corrects")
        .order_by("-since", "-pk")
    )
    audit.looked_at(found, by=request.user, what="memberships", at=timezone.now())
    rules_network = has_permission(request.user, Permission.MANAGE_NETWORK)
    roles = RoleHolding.objects.open().filter(user=found).select_related("organisation")
    values = {
        "person": found,
        "is_here": is_here(request, found),
        "addresses": EmailAddress.objects.filter(user=found).order_by("-primary", "email"),
        "open": [each for each in memberships if each.until is None],
        "ended": [each for each in memberships if each.until],
        "roles": roles if rules_network else [],
        "rules_network": rules_network,
        "is_me": found.pk == request.user.pk,
        "may_close": not found.closed_at and can_close_account(request.user, found),
        "may_remove_factors": may_remove_factors(request, found) and has_second_factor(found),
        "may_reopen": found.closed_at and rules_network,
        "offers": ended_with_account(found) if rules_network and not found.closed_at else [],
    }
    return render(request, "people/person.html", values)


@require_http_methods(["GET", "POST"])
def end_membership(request: SignedInRequest, pk: int) -> HttpResponse:
    membership = membership_or_404(request, pk)
    form = EndForm(request.POST or None, since=membership.since, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with said_at(form, "on"):
            actions.end_membership(
                membership=membership, on=form.cleaned_data["on"], by=request.user, at=timezone.now()
            )
            last = long_date(form.cleaned_data["on"])
            messages.success(
                request, f"{membership.user.name}’s last day in {membership.team.name} is {last}."
            )
            return redirect("people:team", membership.team_id)
    values = {
        "form": form,
        "title": f"End {membership.user.name}’s time in {membership.team.name}",
        "lead": "The person keeps their account and everything they have learnt.",
        "button": "Set the last day",
        "team": membership.team,
    }
    return render(request, "people/form.html", values)


@require_http_methods(["GET", "POST"])
def change_job_role(request: SignedInRequest, pk: int) -> HttpResponse:
    membership = membership_or_404(request, pk)
    form = JobRoleForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with said_at(form, "on"):
            actions.change_job_role(
                membership=membership, **form.cleaned_data, by=request.user, at=timezone.now()
            )
            return redirect("people:team", membership.team_id)
    values = {
        "form": form,
        "title": f"{membership.user.name}’s job role",
        "caption": f"Now {membership.job_role} in {membership.team.name}",
        "button": "Change",
        "team": membership.team,
    }
    return render(request, "people/form.html", values)


@require_http_methods(["GET", "POST"])
def close_account(request: SignedInRequest, key: UUID) -> HttpResponse:
    found = person_or_404(request, key)
    if not can_close_account(request.user, found):
        raise NotAllowed(NOT_YOURS_TO_CLOSE, see=reverse("people:person", args=[key]))
    if request.method == "POST":
        actions.close_account(user=found, by=request.user, at=timezone.now())
        messages.success(request, f"The account of {found.name} is closed.")
        return redirect("people:person", key)
    values = {
        "title": f"Close the account of {found.name}?",
        "lead": "They are signed out everywhere and cannot sign in. Their memberships and roles end today. "
        "Their record and certificates stay, and the account can be reopened.",
        "button": "Close the account",
        "button_kind": "warning",
        "back": reverse("people:person", args=[key]),
    }
    return render(request, "people/form.html", values)


@require_POST
def offer_back(request: SignedInRequest, key: UUID) -> HttpResponse:
    require(request, Permission.MANAGE_NETWORK)
    found = person_or_404(request, key)
    came = actions.offer_back(user=found, by=request.user, at=timezone.now())
    if came.invitations:
        sent = counted(len(came.invitations), "invitation")
        messages.success(request, f"{sent} on the way to {found.email}.")
    for sentence in came.refusals.values():
        messages.warning(request, sentence)
    return redirect("people:person", key)


@require_POST
def reopen_account(request: SignedInRequest, key: UUID) -> HttpResponse:
    require(request, Permission.MANAGE_NETWORK)
    found = person_or_404(request, key)
    actions.reopen_account(user=found, by=request.user, at=timezone.now())
    messages.success(request, f"The account of {found.name} is open again. They sign in by an e-mailed code.")
    return redirect("people:person", key)
