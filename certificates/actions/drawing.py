"""Certificates become files: drawn, stored by what they contain, and only then issued."""

import logging
from datetime import datetime

from django.db import transaction

from certificates import pdf
from certificates.models import Certificate, Drawing
from lms.core import stored_files
from lms.core.fault_points import reached
from lms.core.refusals import Refusal
from lms.core.work import Claim

logger = logging.getLogger(__name__)

SUFFIX = ".pdf"


class FileMissing(Refusal):
    status = 503


def draw(*, claim: Claim, at: datetime) -> bool:
    """Draw a begun certificate and issue it. False if somebody else has, or it was withdrawn meanwhile.

    Holds no transaction while it draws. The same words give the same bytes, so that a drawing whose worker
    was killed leaves nothing behind that the next one would not leave as well.
    """
    drawing = Drawing.objects.claimed(claim).select_related("certificate__wording").first()
    if drawing is None:
        return False
    certificate = drawing.certificate
    reached("before drawing")
    content = pdf.draw(certificate.design, certificate.words())
    reached("drawn")
    digest = stored_files.keep(content, suffix=SUFFIX)
    reached("stored")
    with transaction.atomic():
        if not Drawing.objects.finish(claim, at=at):
            return False
        issued = Certificate.objects.filter(pk=certificate.pk, state=Certificate.State.WAITING).update(
            state=Certificate.State.ISSUED, issued_at=at, pdf_digest=digest, pdf_bytes=len(content)
        )
        reached("before commit")
    reached("after commit")
    return bool(issued)


def file_of(certificate: Certificate) -> bytes:
    """The issued file, whole. One that was lost is drawn again and must come out the same."""
    digest = certificate.pdf_digest
    if not digest:
        raise FileMissing("This certificate is still being made. Try again in a moment.", see=certificate)
    content = stored_files.read(digest, suffix=SUFFIX)
    if content is None:
        content = pdf.draw(certificate.design, certificate.words())
        if stored_files.digest_of(content) != digest:
            logger.error("The file of certificate %s is lost and is drawn differently now", certificate)
            raise FileMissing(
                "The file cannot be found just now, and we have been told. "
                "The certificate is valid all the same: its page and its verification page show it.",
                see=certificate,
            )
        stored_files.keep(content, suffix=SUFFIX)
    return content
