"""Copies of what authors upload, made when they do: reading makes and stores nothing."""

from django.db.models import Model
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, Image

from cms.blocks.copies import is_whole, keep_copy
from cms.models import KeptFile, KeptPicture
from cms.rules.pictures import EXTENSION, NotAPicture, copies_of


def keep_picture(image: AbstractImage) -> None:
    """Nothing is kept where its file cannot be read: releasing a course that shows it says so."""
    upload = image.file.name or ""
    kept = KeptPicture.objects.filter(image_id=image.pk, upload=upload).first()
    if kept and (kept.why_not or all(is_whole(copy["src"]) for copy in kept.copies)):
        return
    content = _read(image)
    if content is None:
        return
    rows, why_not = [], ""
    try:
        copies = copies_of(content)
    except NotAPicture as problem:
        why_not = str(problem)
    else:
        rows = [
            {"src": keep_copy(copy.content, EXTENSION), "width": copy.width, "height": copy.height}
            for copy in copies
        ]
    KeptPicture.objects.update_or_create(
        image_id=image.pk, defaults={"upload": upload, "copies": rows, "why_not": why_not}
    )


def keep_file(document: AbstractDocument) -> None:
    upload = document.file.name or ""
    kept = KeptFile.objects.filter(document_id=document.pk, upload=upload).first()
    if kept and is_whole(kept.src):
        return
    content = _read(document)
    if content is None:
        return
    src = keep_copy(content, document.file_extension)
    KeptFile.objects.update_or_create(
        document_id=document.pk, defaults={"upload": upload, "src": src, "bytes": len(content)}
    )


def keep_what_was_not_kept() -> None:
    """For what was uploaded before copies were made at once, or came another way than by uploading."""
    for image in Image.objects.filter(kept_picture=None).order_by("pk").iterator():
        keep_picture(image)
    for document in Document.objects.filter(kept_file=None).order_by("pk").iterator():
        keep_file(document)


def _read(row: Model) -> bytes | None:
    """Opened by its name, so that a file that is just being uploaded is left as it is."""
    file = row.file  # type: ignore[attr-defined]
    if not file.name:
        return None
    try:
        with file.storage.open(file.name) as opened:
            return bytes(opened.read())
    except OSError:
        return None
