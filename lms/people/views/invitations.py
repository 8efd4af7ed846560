"""All open invitations of an organisation: searched, and sent again at once."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from lms.core.text import one_line
from lms.core.words import counted
from lms.people import actions
from lms.people.queries import open_invitations
from lms.people.views.scope import organisation_or_404
from lms.people.views.signed_in import SignedInRequest

INVITATIONS_ON_A_PAGE = 30


@require_http_methods(["GET", "POST"])
def invitations(request: SignedInRequest, pk: int) -> HttpResponse:
    """``?q=`` searches; a POST sends again what is on the page."""
    organisation = organisation_or_404(request, pk)
    words = one_line(request.GET.get("q", ""))[:200]
    found = open_invitations(organisation, words)
    page = Paginator(found, INVITATIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    if request.method == "POST":
        came = actions.invite_all_again(invitations=list(page), by=request.user, at=now)
        if came.invitations:
            sent = counted(len(came.invitations), "invitation")
            messages.success(request, f"{sent} on the way. The old links no longer work.")
        for email, sentence in came.refusals.items():
            messages.warning(request, f"{email}: {sentence}")
        where = urlencode({"q": words, "page": str(page.number)})
        return redirect(f"{request.path}?{where}")
    values = {
        "organisation": organisation,
        "words": words,
        "page": page,
        "invitations": [(each, each.is_waiting(at=now)) for each in page],
    }
    return render(request, "people/open_invitations.html", values)
