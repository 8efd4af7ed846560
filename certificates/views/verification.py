"""Is this certificate true? Anyone may ask; a code or a link asks with no field at all."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates.forms import NumberForm
from certificates.models import Certificate
from lms.core import throttle

LOOKUPS_A_MINUTE = 30


@login_not_required
@never_cache
@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """By its number, as typed from paper. A number that is ours leads to the verdict."""
    form = NumberForm(request.GET if "number" in request.GET else None)
    status = 200
    if form.is_bound:
        throttle.hold_back(request, "verify", most=LOOKUPS_A_MINUTE)
        token = _token_of(form)
        if token:
            return redirect("certificates:verify", token=token)
        status = 404
    return _unlisted(render(request, "certificates/verify_form.html", {"form": form}, status=status))


def _token_of(form: NumberForm) -> str | None:
    if not form.is_valid():
        return None
    number = form.cleaned_data["number"]
    token = Certificate.objects.filter(number=number).values_list("token", flat=True).first()
    if token is None:
        form.add_error("number", "We issued no certificate with this number.")
    return token


@login_not_required
@never_cache
@require_safe
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """The verdict. One statement, and nothing of whoever asks."""
    certificate = Certificate.objects.with_words().filter(token=token).first()
    if certificate is None:
        throttle.hold_back(request, "verify", most=LOOKUPS_A_MINUTE)
        by_number = _token_of(NumberForm({"number": token}))
        if by_number:  # typed behind the address, from paper
            return redirect("certificates:verify", token=by_number)
        return _unlisted(render(request, "certificates/verify_unknown.html", status=404))
    context = {"certificate": certificate, "words": certificate.words(), "checked_at": timezone.now()}
    return _unlisted(render(request, f"certificates/verify_{certificate.verdict}.html", context))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Not for search engines. Other sites learn nothing of the address: the site's own policy sees to it."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
