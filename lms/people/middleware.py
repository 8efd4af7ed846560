"""What stands around pages because of who signed in, and how."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sites.requests import RequestSite
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils import timezone

from lms.core import devices
from lms.core.middleware import lead_to
from lms.people import interop
from lms.people.rules.sessions import TRUSTED_PATHS
from lms.people.views.hints import roles_hinted, second_factor_is_due

SECONDS_UNLESS_SAID = 60
WALKED_AWAY = (
    "You were signed out, as nobody used this shared computer for 15 minutes. What was saved is kept."
)
FACTOR_IS_DUE = "That page shows other people’s records, so it needs a second factor. Set one up here."


class HeldBackMiddleware:
    """Too often is said where programs look, too: status 429, and when to come back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        wait = getattr(request, "held_back", None)
        if wait:
            response.status_code = 429
        if response.status_code == 429 and not response.has_header("Retry-After"):
            response["Retry-After"] = str(wait or SECONDS_UNLESS_SAID)
        return response


class JustSignedInMiddleware:
    """Whoever has just signed in is known on this device from now on, and signed in for as long as they may.

    On a shared computer nothing is kept. allauth lets every session last as long, at the end of whichever
    way in: those that should end sooner are told here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        person = getattr(request, "has_just_signed_in", None)
        if person and request.user.is_authenticated:
            interop.end_in_time(request, roles_hinted(request), at=timezone.now())
            if not interop.is_shared(request):
                devices.remember(request, response, person)
        return response


class SharedComputerMiddleware:
    """Whoever said that others use this computer is signed out when they walk away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_here = request.user.is_authenticated and interop.is_shared(request)
        if is_here and interop.has_walked_away(request, timezone.now()):
            logout(request)
            messages.warning(request, WALKED_AWAY)
        return self.get_response(request)


class SecondFactorMiddleware:
    """Pages of trust wait for the second factor from the day it is due."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(TRUSTED_PATHS) and second_factor_is_due(request, timezone.now()):
            messages.warning(request, FACTOR_IS_DUE)
            return lead_to(request, reverse("mfa_index"))
        return self.get_response(request)


class OneSiteMiddleware:
    """allauth calls the address that was asked for ``site``; our pages call so the name and the logo."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: SimpleTemplateResponse
    ) -> SimpleTemplateResponse:
        values = response.context_data
        if values and isinstance(values.get("site"), RequestSite):
            del values["site"]
        return response
