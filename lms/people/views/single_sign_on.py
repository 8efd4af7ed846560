"""The way to an organisation's own sign-in and back."""

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lms.people import interop

#: What nonsense from a provider is to those who read it. JSON that is none is a ValueError.
NONSENSE = (AttributeError, IndexError, KeyError, TypeError, ValueError, requests.RequestException)


@login_not_required
@never_cache
@require_safe
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Off to the provider. A link, not a form: the pages' policy lets no form lead to another site.

    Being sent there does nothing yet; what comes back has to fit what this session asked for.
    """
    if request.GET.get("process", "login") != "login":
        raise Http404
    return _through(request, openid_connect.login, provider_id)


@login_not_required
@never_cache
@require_safe
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """From the provider, with its word of who it is."""
    try:
        return _through(request, openid_connect.callback, provider_id)
    except IntegrityError:  # came back twice at once: the other one has signed them in
        return _through(request, openid_connect.login, provider_id)


def _through(request: HttpRequest, view: object, provider_id: str) -> HttpResponse:
    names = {each["id"]: each["name"] for each in interop.providers()}
    if provider_id not in names:
        raise Http404
    try:
        return view(request, provider_id)  # type: ignore[operator,no-any-return]
    except ImmediateHttpResponse as answer:
        return answer.response  # type: ignore[no-any-return]
    except NONSENSE:
        return interop.said_no(request, interop.AWAY.format(name=names[provider_id])).response  # type: ignore[no-any-return]
