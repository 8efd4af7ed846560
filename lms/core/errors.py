"""Pages for when something is not as hoped."""

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware import csrf
from django.shortcuts import render
from django.template.loader import render_to_string

from lms.core.trouble import of_database

#: Django's own reasons, as far as they say that the browser did not tell which page the form stood on.
WHERE_FROM = {csrf.REASON_NO_REFERER, csrf.REASON_MALFORMED_REFERER, csrf.REASON_INSECURE_REFERER}
BAD_ORIGIN, BAD_REFERER = (
    sentence.split("%s")[0] for sentence in (csrf.REASON_BAD_ORIGIN, csrf.REASON_BAD_REFERER)
)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    # Without request or context: the host that was asked for may be what is wrong.
    # A session that cannot be saved arrives here as well: Django takes it for one that was deleted meanwhile.
    _mark(request, exception)
    return HttpResponse(render_to_string("400.html"), status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "", **_: Any) -> HttpResponse:
    """Cookies are off, something hides where the form came from, or it is too old. Nothing was changed."""
    if reason == csrf.REASON_NO_CSRF_COOKIE:
        cause = "cookies"
    elif reason in WHERE_FROM or reason.startswith((BAD_ORIGIN, BAD_REFERER)):
        cause = "origin"
    else:
        cause = "age"
    return render(request, "core/csrf_failure.html", {"cause": cause}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    # Without request or context: whatever broke may break these too.
    # Django turns what is raised in a middleware, such as at the session's lookup, into this answer before
    # any middleware further out sees it; so the outermost one is told here.
    _mark(request, sys.exc_info()[1])
    return HttpResponse(render_to_string("500.html"), status=500)


def _mark(request: HttpRequest, error: BaseException | None) -> None:
    setattr(request, "database_is_in_trouble", of_database(error))  # noqa: B010 - no attribute that Django knows
