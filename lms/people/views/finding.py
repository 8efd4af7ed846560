"""Finding somebody by name or address, among those whom one looks after."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lms.core.refusals import NotAllowed
from lms.core.text import one_line
from lms.people.permissions import has_permission
from lms.people.queries import find_people
from lms.people.rules.roles import Permission
from lms.people.views.scope import ONLY_ADMINISTRATORS, my_organisations
from lms.people.views.signed_in import SignedInRequest

PEOPLE_ON_A_PAGE = 30


@require_safe
def people(request: SignedInRequest) -> HttpResponse:
    mine = my_organisations(request)
    rules_network = has_permission(request.user, Permission.MANAGE_NETWORK)
    if not rules_network and not mine.exists():
        raise NotAllowed(ONLY_ADMINISTRATORS)
    words = one_line(request.GET.get("q", ""))[:200]
    found = find_people(words, organisations=None if rules_network else mine, on=timezone.localdate())
    page = Paginator(found, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/people.html", {"words": words, "page": page})
