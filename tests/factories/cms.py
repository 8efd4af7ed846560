"""The public site, sources, and files that authors uploaded."""

from datetime import date
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image as Drawing
from wagtail.documents.models import Document
from wagtail.images.models import Image

from cms.actions import make_public_pages
from cms.models import HomePage, Source
from tests.factories import NOON


def a_site() -> HomePage:
    return make_public_pages(by=None, at=NOON)


def a_source(title: str = "Healthy child programme", **fields: object) -> Source:
    fields.setdefault("publisher", "GOV.UK")
    fields.setdefault("address", "https://www.gov.uk/example")
    fields.setdefault("checked_on", date(2026, 11, 1))
    return Source.objects.create(title=title, **fields)


def a_picture(title: str = "Two faces", *, width: int = 1200, height: int = 800) -> Image:
    drawn = BytesIO()
    Drawing.new("RGB", (width, height), "teal").save(drawn, "PNG")
    return Image.objects.create(
        title=title, file=ContentFile(drawn.getvalue(), "faces.png"), width=width, height=height
    )


def a_document(title: str = "Ten sentences", content: bytes = b"You called, and he answered.") -> Document:
    return Document.objects.create(title=title, file=ContentFile(content, "ten.txt"))
