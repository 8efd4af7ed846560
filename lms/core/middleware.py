"""What stands around every page: refusals, a database in trouble, and headers."""

import logging
from collections.abc import Callable

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string

from lms.core.refusals import Refusal, TooMany
from lms.core.trouble import of_database

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 5
GetResponse = Callable[[HttpRequest], HttpResponse]


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def lead_to(request: HttpRequest, address: str) -> HttpResponse:
    """A redirect; for a script, which has to know that what it sent arrived, ``{"see": address}``."""
    return JsonResponse({"see": address}) if wants_json(request) else HttpResponseRedirect(address)


class RefusalMiddleware:
    """A ``Refusal`` raised anywhere becomes its page, or a JSON problem, so views need no ``try``."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        if wants_json(request):
            problem = {"title": exception.message, "status": exception.status, "see": exception.address}
            answer: HttpResponse = JsonResponse(
                problem, status=exception.status, content_type="application/problem+json"
            )
        else:
            answer = render(request, "core/refusal.html", {"refusal": exception}, status=exception.status)
        if isinstance(exception, TooMany):
            answer["Retry-After"] = str(exception.wait)
        return answer


class DatabaseTroubleMiddleware:
    """A database that is away, or can only be read, is a pause, not a crash: 503, and when to come back.

    Stands outermost, since the session and the person are looked up before any view; what is raised there
    arrives as an answer that ``errors.broken`` has marked.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            response = self.get_response(request)
        except Exception as error:
            if of_database(error):
                return self._pause(request)
            raise
        if getattr(request, "database_is_in_trouble", False):
            return self._pause(request)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if of_database(exception):
            return self._pause(request)
        return None

    def _pause(self, request: HttpRequest) -> HttpResponse:
        logger.exception("The database does not answer")
        connection.close()  # the next request begins with a new one, which finds a database that has moved
        if wants_json(request):
            words = {"title": "The site is busy just now. Try again in a moment."}
            response: HttpResponse = JsonResponse(words, status=503)
        else:
            response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response


class ContentPolicyMiddleware(CSPMiddleware):
    """What a page may load: strict for readers, looser where Wagtail writes its own scripts into the page."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(settings.AUTHORING_PATH) and parts.replace is None:
            parts.replace = settings.AUTHORING_CONTENT_SECURITY_POLICY
        elif getattr(request, "is_preview", False):  # a draft as readers would see it, in the editor's frame
            parts.replace = {"frame-ancestors": [SELF]}
        return parts


class PrivacyHeadersMiddleware:
    """Pages about a person are kept by nobody on the way, nor by the device after signing out."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if (
            request.session.accessed
            and request.user.is_authenticated
            and not response.has_header("Cache-Control")
        ):
            response["Cache-Control"] = "private, no-store"
        if getattr(request, "signed_out", False):
            # Not the storage: answers that could not be sent yet wait there.
            response["Clear-Site-Data"] = '"cache"'
        return response
