"""Work that has stopped, and trying it again."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lms.core import work
from lms.people import actions
from lms.people.rules.roles import Permission
from lms.people.views.scope import require
from lms.people.views.signed_in import SignedInRequest

PER_PAGE = 50


@require_safe
def stopped_work(request: SignedInRequest) -> HttpResponse:
    """A page of one kind, the oldest first; the kinds that have any stand above it with their numbers."""
    require(request, Permission.LOOK_AFTER_WORK)
    counts = [(kind, kind.objects.stopped().count()) for kind in work.kinds]
    stopped = [(kind, many) for kind, many in counts if many]
    asked = request.GET.get("kind", "")
    kind = next((each for each, _ in stopped if each._meta.label_lower == asked), None)
    if kind is None and stopped:
        kind = stopped[0][0]
    values: dict[str, Any] = {"kinds": [_named(each, many) for each, many in stopped]}
    if kind:
        rows = kind.objects.stopped().for_a_list().order_by("pk")
        values |= {
            "kind": _named(kind, 0),
            "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        }
        values["repeatable"] = kind.objects.stopped().repeatable().count()
    return render(request, "people/stopped_work.html", values)


def _named(kind: type[work.Work], many: int) -> dict[str, Any]:
    return {"label": kind._meta.label_lower, "name": kind._meta.verbose_name_plural, "many": many}


@require_POST
def try_again(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    require(request, Permission.LOOK_AFTER_WORK)
    known = _known(kind)
    if not known.objects.filter(pk=pk).exists():
        raise Http404
    actions.try_work_again(kind=known, pk=pk, by=request.user, at=timezone.now())
    messages.success(request, "It will be tried again within seconds.")
    return redirect("people:stopped_work")


@require_POST
def try_all_again(request: SignedInRequest, kind: str) -> HttpResponse:
    require(request, Permission.LOOK_AFTER_WORK)
    many = actions.try_all_work_again(kind=_known(kind), by=request.user, at=timezone.now())
    messages.success(request, f"{many} will be tried again, beginning within seconds.")
    return redirect("people:stopped_work")


def _known(label: str) -> type[work.Work]:
    for each in work.kinds:
        if each._meta.label_lower == label:
            return each
    raise Http404
