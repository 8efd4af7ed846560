"""Download everything about me."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_safe

from lms.core import audit
from lms.people.views.scope import require_fresh_sign_in
from lms.people.views.signed_in import SignedInRequest
from lms.reports import actions
from lms.reports.models import PersonalCopy
from lms.reports.views.exports import hold_back


@require_http_methods(["GET", "POST"])
def my_data(request: SignedInRequest) -> HttpResponse:
    """Says what is in it and how far it is; asks for one."""
    require_fresh_sign_in(request)
    if request.method == "POST":
        actions.ask_for_copy(person=request.user, at=timezone.now())
        return redirect("reports:my_data")
    copy = _newest(request)
    values = {
        "copy": copy,
        "is_ready": bool(copy and copy.done_at),
        "until": copy.done_at + actions.KEPT_FOR if copy and copy.done_at else None,
    }
    return render(request, "reports/my_data.html", values)


@require_safe
def my_data_file(request: SignedInRequest) -> HttpResponse:
    require_fresh_sign_in(request)
    at = timezone.now()
    hold_back(request, at=at)
    copy = _newest(request)
    if not copy or copy.content is None:
        raise Http404
    audit.record(action="personal_copy.taken", by=request.user, at=at, about=copy, subject=request.user)
    response = HttpResponse(bytes(copy.content), content_type="application/zip")
    name = f"everything-about-me-{timezone.localdate(copy.done_at).isoformat()}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(response, private=True, no_store=True)
    return response


def _newest(request: SignedInRequest) -> PersonalCopy | None:
    found: PersonalCopy | None = PersonalCopy.objects.filter(person=request.user).order_by("pk").last()
    return found
