"""What whoever looks after people puts right: a last day, a name, an address. The person is told."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lms.core.refusals import said_at
from lms.people import actions
from lms.people.forms import AddressForm, LastDayForm, NameForm
from lms.people.rules.roles import Permission
from lms.people.views.scope import (
    membership_or_404,
    person_here_or_404,
    person_or_404,
    require,
    require_fresh_sign_in,
)
from lms.people.views.signed_in import SignedInRequest


@require_http_methods(["GET", "POST"])
def correct_last_day(request: SignedInRequest, pk: int) -> HttpResponse:
    membership = membership_or_404(request, pk)
    form = LastDayForm(request.POST or None, initial={"until": membership.until})
    if request.method == "POST" and form.is_valid():
        with said_at(form, "until"):
            actions.correct_last_day(
                membership=membership, **form.cleaned_data, by=request.user, at=timezone.now()
            )
            messages.success(request, f"Put right, and {membership.user.name} is told.")
            return redirect("people:person", membership.user.key)
    values = {
        "form": form,
        "title": f"Put {membership.user.name}’s last day right",
        "caption": membership.team.name,
        "lead": "The wrong day stays on record beside the right one. The person is told what and why.",
        "button": "Put it right",
        "back": reverse("people:person", args=[membership.user.key]),
    }
    return render(request, "people/form.html", values)


@require_http_methods(["GET", "POST"])
def correct_name(request: SignedInRequest, key: UUID) -> HttpResponse:
    found = person_here_or_404(request, key)
    form = NameForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        actions.rename(user=found, name=form.cleaned_data["name"], by=request.user, at=timezone.now())
        messages.success(request, "The name is put right, and the person is told.")
        return redirect("people:person", key)
    values = {
        "form": form,
        "title": f"Put the name of {found.name} right",
        "lead": "Certificates that were made already stay as they are. The person is told.",
        "button": "Save",
        "back": reverse("people:person", args=[key]),
    }
    return render(request, "people/form.html", values)


@require_http_methods(["GET", "POST"])
def add_address(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Whoever reads that mailbox can sign in: for the whole network's administrators alone."""
    require(request, Permission.MANAGE_NETWORK)
    require_fresh_sign_in(request)
    found = person_or_404(request, key)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with said_at(form, "email"):
            actions.add_confirmed_address(
                user=found, email=form.cleaned_data["email"], by=request.user, at=timezone.now()
            )
            messages.success(request, f"{form.cleaned_data['email']} signs {found.name} in from now on.")
            return redirect("people:person", key)
    values = {
        "form": form,
        "title": f"Another address for {found.name}",
        "lead": "Be sure that the mailbox is theirs: whoever reads it can sign in as them. "
        "We write to all their other addresses.",
        "button": "Add the address",
        "back": reverse("people:person", args=[key]),
    }
    return render(request, "people/form.html", values)
