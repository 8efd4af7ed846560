"""Asking people in: a list as it was pasted, what would come of it, and what came."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from lms.core.words import counted
from lms.people import actions
from lms.people.actions.invitations import Invited
from lms.people.forms import InviteForm
from lms.people.models import Invitation, Organisation
from lms.people.views.scope import invitation_or_404, organisation_or_404
from lms.people.views.signed_in import SignedInRequest

LEAD = "Each gets a mail, gives their name, chooses a password, and can begin to learn."
COLUMNS = ["Address", "Name", "Job role", "What happens"]


@require_http_methods(["GET", "POST"])
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    """One address is invited at once; of a list it is shown first what would come of each line."""
    organisation = organisation_or_404(request, pk)
    form = InviteForm(
        request.POST or None, organisation=organisation, initial={"team": request.GET.get("team")}
    )
    if request.method == "POST" and form.is_valid():
        if len(form.cleaned_data["addresses"]) > 1 and "sure" not in request.POST:
            return _preview(request, organisation, form)
        return _invite(request, organisation, form)
    return _ask(request, organisation, form)


def _ask(request: SignedInRequest, organisation: Organisation, form: InviteForm) -> HttpResponse:
    values = {
        "form": form,
        "title": "Invite people",
        "caption": organisation.name,
        "lead": LEAD,
        "button": "Invite",
        "back": organisation.get_absolute_url(),
    }
    return render(request, "people/form.html", values)


def _preview(request: SignedInRequest, organisation: Organisation, form: InviteForm) -> HttpResponse:
    foreseen = actions.foresee_invitations(**_asked(request, form))
    many = len(foreseen.invitations)
    if not many:
        return _hand_back(request, organisation, form, foreseen)
    values = {
        "form": form,
        "organisation": organisation,
        "columns": COLUMNS,
        "rows": _outcomes(form, foreseen),
        "many": many,
        "people": counted(many, "person", "people"),
        "others": len(foreseen.refusals) + len(form.left_over()),
        "team": form.cleaned_data["team"],
        "kind": form.cleaned_data["kind"],
    }
    return render(request, "people/invite_preview.html", values)


def _invite(request: SignedInRequest, organisation: Organisation, form: InviteForm) -> HttpResponse:
    came = actions.invite_all(**_asked(request, form))
    team = form.cleaned_data["team"]
    if came.invitations:
        many = counted(len(came.invitations), "invitation")
        messages.success(request, f"{many} on the way to {team.name}. Open for 14 days.")
    if came.refusals or form.left_over():
        return _hand_back(request, organisation, form, came)
    return redirect("people:team", team.pk)


def _hand_back(
    request: SignedInRequest, organisation: Organisation, form: InviteForm, came: Invited
) -> HttpResponse:
    """The form again, with those lines that came to nothing, and why."""
    why = [
        (entry.said, entry.problem or came.refusals[entry.address])
        for entry in form.cleaned_data["addresses"]
        if entry.problem or entry.address in came.refusals
    ]
    sent = request.POST.copy()
    sent["addresses"] = "\n".join(said for said, _ in why)
    again = InviteForm(sent, organisation=organisation)
    again.full_clean()
    again.errors.clear()
    for said, words in why:
        again.add_error("addresses", f"“{said[:100]}”: {words}")
    return _ask(request, organisation, again)


def _asked(request: SignedInRequest, form: InviteForm) -> dict[str, Any]:
    chosen = form.cleaned_data
    return {
        "invitees": form.invitees(),
        "team": chosen["team"],
        "job_role": chosen["job_role"],
        "kind": chosen["kind"],
        "by": request.user,
        "at": timezone.now(),
    }


def _outcomes(form: InviteForm, foreseen: Invited) -> list[list[str]]:
    """A row a line: its address, name, job role, and what happens."""
    job_role = form.cleaned_data["job_role"].name
    rows = []
    for entry in form.cleaned_data["addresses"]:
        problem = entry.problem or foreseen.refusals.get(entry.address, "")
        happens = f"Left out. {problem}" if problem else "Will be invited"
        who = (
            [entry.said[:100], "", ""]
            if entry.problem
            else [entry.address, entry.name, entry.job_role or job_role]
        )
        rows.append([*who, happens])
    return rows


@require_POST
def invite_again(request: SignedInRequest, pk: int) -> HttpResponse:
    fresh = actions.invite_again(
        invitation=invitation_or_404(request, pk), by=request.user, at=timezone.now()
    )
    messages.success(
        request, f"A new invitation is on the way to {fresh.email}. The old link no longer works."
    )
    return _back_to_its_team(fresh)


@require_POST
def withdraw_invitation(request: SignedInRequest, pk: int) -> HttpResponse:
    gone = actions.withdraw_invitation(
        invitation=invitation_or_404(request, pk), by=request.user, at=timezone.now()
    )
    messages.success(request, f"The invitation to {gone.email} is withdrawn.")
    return _back_to_its_team(gone)


def _back_to_its_team(invitation: Invitation) -> HttpResponse:
    return redirect("people:team", invitation.team_id)
