"""What certificates add to pages further up the river."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from certificates.models import Certificate
from courses.models import Completion
from lms.core.slots import fills


@fills("after_completion")
def certificate_of(request: HttpRequest, completion: Completion) -> str:
    """Beneath a result: the certificate, being made or ready. One statement."""
    certificate = Certificate.objects.live().filter(completion=completion).with_words().first()
    if certificate is None:
        return ""
    return render_to_string("certificates/after_completion.html", {"certificate": certificate})


@fills("done_courses")
def certificates_of(request: HttpRequest, completions: list[Completion]) -> str:
    """Beneath a list of what somebody completed: their certificates. One statement however many."""
    if not completions:
        return ""
    certificates = Certificate.objects.live().filter(completion__in=completions).with_words().latest_first()
    return render_to_string("certificates/done_courses.html", {"certificates": certificates})
