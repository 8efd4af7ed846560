"""What allauth's pages must not bring along."""

from collections.abc import Callable

from django.contrib.sites.requests import RequestSite
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse

from lms.core import devices

SECONDS_UNLESS_SAID = 60


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


class KnownDeviceMiddleware:
    """Whoever has just signed in is known on this device from now on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        person = getattr(request, "has_just_signed_in", None)
        if person:
            devices.remember(request, response, person)
        return response


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
