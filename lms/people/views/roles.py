"""Who may do what: the table in words, giving and ending roles."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.core.refusals import said_at
from lms.people import actions
from lms.people.forms import GrantForm
from lms.people.models import RoleHolding
from lms.people.queries import person_with_address, role_holdings
from lms.people.rules.roles import ROLES, Permission
from lms.people.views.scope import require, require_fresh_sign_in
from lms.people.views.signed_in import SignedInRequest


@require_safe
def roles(request: SignedInRequest) -> HttpResponse:
    require(request, Permission.GRANT_ROLES)
    held = list(role_holdings())
    table = [(role, [each for each in held if each.role == role.key]) for role in ROLES.values()]
    return render(request, "people/roles.html", {"table": table})


@require_http_methods(["GET", "POST"])
def grant_role(request: SignedInRequest) -> HttpResponse:
    require(request, Permission.GRANT_ROLES)
    require_fresh_sign_in(request)
    form = GrantForm(request.POST or None, initial={"email": request.GET.get("email", "")})
    if request.method == "POST" and form.is_valid():
        person = person_with_address(form.cleaned_data["email"])
        if person and not person.closed_at:
            with said_at(form, "role"):
                holding = actions.grant_role(
                    user=person,
                    role=form.cleaned_data["role"],
                    organisation=form.cleaned_data["organisation"],
                    by=request.user,
                    at=timezone.now(),
                )
                messages.success(request, f"{person.name} now has the role {holding.as_role.name}.")
                return redirect("people:roles")
        else:
            form.add_error("email", "Nobody with an open account uses this address. Invite them first.")
    values = {
        "form": form,
        "title": "Give a role",
        "button": "Give the role",
        "back": reverse("people:roles"),
    }
    return render(request, "people/form.html", values)


@require_POST
def end_role(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request, Permission.GRANT_ROLES)
    require_fresh_sign_in(request)
    holding = get_object_or_404(RoleHolding, pk=pk)
    actions.end_role(holding=holding, by=request.user, at=timezone.now())
    messages.success(request, "The role has ended.")
    return redirect("people:roles")
