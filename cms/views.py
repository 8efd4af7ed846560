"""Doors of the public site: its front, and files that are kept for ever."""

import mimetypes
import re
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required, permission_required
from django.core.cache import caches
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.blocks.copies import read_copy
from cms.blocks.picture import freeze_picture
from cms.models import HomePage, SiteSettings
from cms.rules.file_names import file_name

NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,8}")
SHOWN = {"webp": "image/webp", "png": "image/png", "jpg": "image/jpeg", "gif": "image/gif"}
A_YEAR = 31_536_000
SITE_SECONDS = 30  # a change of name shows on every process within this time


@login_not_required
@require_safe
def kept_file(request: HttpRequest, name: str, title: str = "") -> HttpResponse:
    """A picture or file of an edition. Nobody can guess its name, and it never changes.

    ``title`` is only what it will be called where it is saved.
    """
    content = read_copy(name) if NAME.fullmatch(name) else None
    if content is None:
        raise Http404
    suffix = name.rpartition(".")[2]
    response = HttpResponse(content, content_type=SHOWN.get(suffix) or "application/octet-stream")
    if suffix not in SHOWN:
        response["Content-Type"] = mimetypes.guess_type(name)[0] or "application/octet-stream"
        response["Content-Disposition"] = _saved_as(title, suffix)
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


def _saved_as(title: str, suffix: str) -> str:
    stem = file_name(title.removesuffix(f".{suffix}"))
    return (stem and content_disposition_header(True, f"{stem}.{suffix}")) or "attachment"


@permission_required("wagtailadmin.access_admin", raise_exception=True)
@require_safe
def media(request: HttpRequest, path: str) -> FileResponse:
    """What authors uploaded, for authors: learners and visitors only ever get kept copies."""
    try:
        response = FileResponse(default_storage.open(path))
    except (OSError, ValueError, SuspiciousFileOperation) as missing:
        raise Http404 from missing
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; img-src 'self'"
    response["Cache-Control"] = "private, max-age=3600"
    return response


@login_not_required
@require_safe
def page_by_key(request: HttpRequest, key: UUID) -> HttpResponse:
    """Where a link in a text leads: to wherever the page is now, if anybody may read it."""
    page = Page.objects.live().filter(translation_key=key, depth__gt=1).order_by("pk").first()
    if page is None:
        raise Http404
    address = page.specific.get_url(request)
    return redirect(address) if address else page.specific.serve(request)


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The landing page. Its words are looked up once in a while, not once per visitor."""
    page = caches["rendered"].get_or_set("home", _home_page, SITE_SECONDS)
    return render(request, "cms/home_page.html", {"page": page})


def _home_page() -> HomePage | Page:
    return HomePage.objects.live().order_by("path").first() or Page(title="")


def site_context(request: HttpRequest) -> dict[str, Any]:
    """Name, strapline, logo and contact, for the base page."""
    return {"site": caches["rendered"].get_or_set("site", _site, SITE_SECONDS)}


def _site() -> dict[str, str]:
    named = SiteSettings.objects.select_related("logo__kept_picture").first() or SiteSettings()
    logo = freeze_picture(named.logo, alt="")
    return {
        "name": named.name,
        "strapline": named.strapline,
        "contact_email": named.contact_email or settings.SUPPORT_EMAIL,
        "logo_url": logo["srcset"].split(" ")[0] if logo else "",
    }
