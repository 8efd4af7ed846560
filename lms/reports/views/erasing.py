"""Erasing a person, for network administrators."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lms.core.refusals import NotAllowed, said_at
from lms.people.rules.roles import Permission
from lms.people.views.scope import person_or_404, require, require_fresh_sign_in
from lms.people.views.signed_in import SignedInRequest
from lms.reports import actions
from lms.reports.forms import EraseForm

LEAD = (
    "Name, addresses, registrations, typed answers, certificates’ files and sign-in go, and cannot be "
    "brought back. What was learnt stays as figures without a name; certificates can be checked by their "
    "number and show no name. Only when the person asks for it, and when no law or duty of an employer asks "
    "for the record."
)


@require_http_methods(["GET", "POST"])
def erase_person(request: SignedInRequest, key: UUID) -> HttpResponse:
    require(request, Permission.MANAGE_NETWORK)
    found = person_or_404(request, key)
    back = reverse("people:person", args=[key])
    if found.pk == request.user.pk:
        raise NotAllowed("Nobody erases themselves: ask another network administrator.", see=back)
    require_fresh_sign_in(request)
    form = EraseForm(request.POST or None, person=found)
    if request.method == "POST" and form.is_valid():
        with said_at(form):
            reason = form.cleaned_data["reason"]
            actions.erase(user=found, by=request.user, at=timezone.now(), reason=reason)
            messages.success(request, "Erased. Backups hold it until they are thrown away.")
            return redirect("people:people")
    values = {
        "form": form,
        "title": f"Erase everything about {found.name}?",
        "lead": LEAD,
        "button": "Erase for ever",
        "button_kind": "warning",
        "back": back,
    }
    return render(request, "people/form.html", values)
