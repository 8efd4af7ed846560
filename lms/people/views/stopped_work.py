"""Work that was tried five times in vain, and trying it again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lms.core import work
from lms.people import actions
from lms.people.rules.roles import Permission
from lms.people.views.scope import require

MOST_SHOWN = 100


@require_safe
def stopped_work(request: HttpRequest) -> HttpResponse:
    require(request, Permission.LOOK_AFTER_WORK)
    rows = [
        {"kind": kind._meta.label_lower, "what": kind._meta.verbose_name, "row": row}
        for kind in work.kinds
        for row in kind.objects.stopped().order_by("pk")[:MOST_SHOWN]
    ]
    return render(request, "people/stopped_work.html", {"rows": rows})


@require_POST
def try_again(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    require(request, Permission.LOOK_AFTER_WORK)
    known = {each._meta.label_lower: each for each in work.kinds}
    if kind not in known or not known[kind].objects.filter(pk=pk).exists():
        raise Http404
    actions.try_work_again(kind=known[kind], pk=pk, by=request.user, at=timezone.now())
    messages.success(request, "It will be tried again within seconds.")
    return redirect("people:stopped_work")
