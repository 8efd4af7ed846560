"""The editor's door: whoever is signed in and has no business there is told so, not sent to sign in again."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

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
        name = (request.resolver_match and request.resolver_match.url_name) or ""
        is_open = name in OPEN or name.startswith(GIVES_WAY)
        if not is_open and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
