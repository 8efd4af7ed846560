"""What programs look for at agreed addresses: /robots.txt and /.well-known/security.txt."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

#: Where nothing is public. Verdicts on certificates say for themselves that they are not to be listed.
PRIVATE = ("/cms/", "/accounts/", "/organisation/", "/learn/", "/record/", "/team/")
PLAIN = "text/plain; charset=utf-8"
VALID = timedelta(days=90)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """For search engines (RFC 9309)."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)


@login_not_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a weakness (RFC 9116), which asks for an end that is less than a year away."""
    until = (timezone.now() + VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{settings.SUPPORT_EMAIL}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)
