"""The editor's door: whoever is signed in and has no business there is told so, not sent to sign in again."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDictKeyError

#: No database holds a number with more digits: nothing has it.
LONGEST_NUMBER = 18
#: Pages of Wagtail's that make no sense here: nothing on this site is for some visitors only, shown twice,
#: ordered by hand in a list of pages, or locked by one author for the others.
CLOSED = {
    "wagtailadmin_pages:convert_alias",
    "wagtailadmin_pages:lock",
    "wagtailadmin_pages:set_page_position",
    "wagtailadmin_pages:set_privacy",
    "wagtailadmin_pages:unlock",
    "wagtailadmin_collections:set_privacy",
    "wagtailimages:url_generator",
    "wagtailimages:url_generator_output",
}
#: Ways out, and words and signs that hold nothing of anybody.
OPEN = {"wagtailadmin_logout", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite"}
#: Pages of Wagtail's that lead to ours instead, for everybody.
GIVES_WAY = "no_wagtail_"


class EditorsOnlyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if not request.path.startswith(settings.AUTHORING_PATH) or not request.user.is_authenticated:
            return
        match = request.resolver_match
        name = (match and match.url_name) or ""
        is_open = name in OPEN or name.startswith(GIVES_WAY)
        if not is_open and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        if match and match.view_name in CLOSED:
            raise Http404
        if any(len(str(each)) > LONGEST_NUMBER and str(each).isdecimal() for each in kwargs.values()):
            raise Http404

    def process_exception(self, request: HttpRequest, problem: Exception) -> None:
        """A form without the fields that every form of Wagtail's has was not filled in by anybody here."""
        if request.path.startswith(settings.AUTHORING_PATH) and isinstance(problem, MultiValueDictKeyError):
            raise SuspiciousOperation("A form was sent without its fields.") from problem
