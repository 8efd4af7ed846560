"""Where another package has pages for what ours do."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def to_ours(request: HttpRequest, ours: str, beneath: str = "") -> HttpResponse:
    """Read only: a form sent here does nothing."""
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponse(status=302)
    response["Location"] = resolve_url(ours) + (f"?{query}" if query else "")
    return response
