"""A learner's own certificates: page, file, and whether the file is ready yet."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from certificates import actions
from certificates.models import Certificate
from certificates.rules.wording import file_name


@require_safe
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """What the file says, as a page; it turns from “being made” to “ready” by itself."""
    mine = _mine(request, number)
    drawing = getattr(mine, "drawing", None)  # once it is done, it leaves in time
    needs_somebody = drawing is not None and drawing.is_stopped
    context = {"certificate": mine, "words": mine.words(), "needs_somebody": needs_somebody}
    return render(request, "certificates/certificate.html", context)


@require_safe
def pdf(request: HttpRequest, number: str) -> HttpResponse:
    mine = _mine(request, number)
    content = actions.file_of(mine)
    response = HttpResponse(content, content_type="application/pdf")
    name = file_name(mine.number, mine.wording.course["course"])
    response["Content-Disposition"] = f'inline; filename="{name}"'
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def state(request: HttpRequest, number: str) -> JsonResponse:
    """What the page asks while it waits."""
    mine = _mine(request, number)
    response = JsonResponse({"state": mine.state, "bytes": mine.pdf_bytes})
    patch_cache_control(response, private=True, no_store=True)
    return response


def _mine(request: HttpRequest, number: str) -> Certificate:
    own = Certificate.objects.of_learner(request.user).with_words().select_related("drawing")
    return get_object_or_404(own, number=number)
