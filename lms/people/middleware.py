"""What allauth's pages must not bring along."""

from collections.abc import Callable

from django.contrib.sites.requests import RequestSite
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse


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
