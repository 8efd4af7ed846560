"""What was done about an organisation, for whoever looks after it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lms.people.queries import audit_of, deeds
from lms.people.views.scope import organisation_or_404
from lms.people.views.signed_in import SignedInRequest

ENTRIES_ON_A_PAGE = 50


@require_safe
def organisation_audit(request: SignedInRequest, pk: int) -> HttpResponse:
    organisation = organisation_or_404(request, pk)
    page = Paginator(audit_of(organisation), ENTRIES_ON_A_PAGE).get_page(request.GET.get("page"))
    values = {"organisation": organisation, "page": page, "deeds": deeds(page.object_list)}
    return render(request, "people/organisation_audit.html", values)
