"""A second factor that was lost, for whoever looks after the person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lms.core.refusals import NotAllowed
from lms.people import actions
from lms.people.forms import RemoveFactorsForm
from lms.people.models import RoleHolding, User
from lms.people.permissions import has_permission
from lms.people.rules.roles import Permission
from lms.people.views.scope import is_here, person_or_404, require_fresh_sign_in
from lms.people.views.signed_in import SignedInRequest

NOT_YOURS_TO_REMOVE = (
    "A network administrator can do this: the person has left, has a role, or it is you. Ask one of them."
)
LEAD = (
    "Only when it is lost, and when you are sure that it is {name} who asks. App, passkeys and recovery "
    "codes go. They are signed out everywhere, and sign in by password or e-mailed code alone until they "
    "set up a new one."
)


def may_remove_factors(request: HttpRequest, person: User) -> bool:
    """Nobody does it for themselves. Whoever holds a role, or has left, is for network administrators."""
    if person.pk == request.user.pk or person.closed_at:
        return False
    if has_permission(request.user, Permission.MANAGE_NETWORK):
        return True
    return is_here(request, person) and not RoleHolding.objects.open().filter(user=person).exists()


@require_http_methods(["GET", "POST"])
def remove_factors(request: SignedInRequest, key: UUID) -> HttpResponse:
    found = person_or_404(request, key)
    back = reverse("people:person", args=[key])
    if not may_remove_factors(request, found):
        raise NotAllowed(NOT_YOURS_TO_REMOVE, see=back)
    require_fresh_sign_in(request)
    form = RemoveFactorsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.remove_factors(user=found, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, f"Removed. {found.name} and you are told by mail.")
        return redirect(back)
    values = {
        "form": form,
        "title": f"Remove the second factor of {found.name}?",
        "lead": LEAD.format(name=found.name),
        "button": "Remove it",
        "button_kind": "warning",
        "back": back,
    }
    return render(request, "people/form.html", values)
