"""Coming in by invitation. The page that a mail links to: reading it changes nothing."""

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from lms.people import actions
from lms.people.forms import AcceptForm
from lms.people.models import Invitation, User
from lms.people.queries import person_with_address
from lms.people.views.hints import remember_roles


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Over, withdrawn, used and never made look alike."""
    found = (
        Invitation.objects.waiting(at=timezone.now())
        .select_related("team__organisation", "invited_by", "job_role")
        .filter(token=token)
        .first()
    )
    if found is None:
        return render(request, "people/invitation_over.html", status=404)
    if request.user.is_authenticated:
        return _join(request, request.user, found)
    if person_with_address(found.email):
        here = urlencode({"next": request.get_full_path()})
        address = f"{resolve_url(settings.LOGIN_URL)}?{here}"
        return render(request, "people/invitation_known.html", {"invitation": found, "sign_in": address})
    return _begin(request, found)


def _join(request: HttpRequest, user: User, found: Invitation) -> HttpResponse:
    """Somebody signed in joins with the account they are in."""
    if request.method == "POST":
        now = timezone.now()
        actions.accept_invitation(invitation=found, by=user, at=now)
        remember_roles(request, user, now)  # a new manager finds their team at once
        messages.success(request, f"You have joined {found.team.name}.")
        return redirect(_onward(request))
    owner = person_with_address(found.email)
    meant_for = "nobody yet" if owner is None else "me" if owner == user else "another"
    return render(request, "people/invitation_join.html", {"invitation": found, "meant_for": meant_for})


def _begin(request: HttpRequest, found: Invitation) -> HttpResponse:
    """A new account: name and password."""
    form = AcceptForm(request.POST or None, invitation=found)
    if request.method == "POST" and form.is_valid():
        user = actions.make_account_by_invitation(invitation=found, **form.cleaned_data, at=timezone.now())
        return perform_login(request, user, email_verification="none", redirect_url=_onward(request))
    return render(request, "people/invitation.html", {"invitation": found, "form": form})


def _onward(request: HttpRequest) -> str:
    """Where the invitation's ``next`` leads, if that is on this site; else to my learning."""
    destination = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(
        destination, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return destination
    return resolve_url(settings.LOGIN_REDIRECT_URL)
