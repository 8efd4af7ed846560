"""All mail goes out by way of a row, so that a mail server that is down delays it and loses nothing."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage

from lms.core.models import OutgoingMail
from lms.core.work import Claim


def post(*, to: str, subject: str, text: str, key: str, at: datetime, secret: bool = False) -> OutgoingMail:
    """Write a mail to be sent. The same ``key`` is posted once only, however often it is asked for.

    ``secret`` mails (codes, invitations) lose their text once they are sent.
    """
    one_line = " ".join(subject.split())  # a newline in a name must not become a header
    outgoing, _ = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": one_line[:200],
            "text": text,
            "posted_at": at,
            "is_secret": secret,
        },
    )
    return outgoing


def send(claim: Claim, *, at: datetime) -> None:
    """Send a claimed mail. Raises what the mail server raises (``OSError``, ``SMTPException``)."""
    outgoing = OutgoingMail.objects.claimed(claim).first()
    if outgoing is None:
        return
    EmailMessage(
        subject=outgoing.subject,
        body=outgoing.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[outgoing.to],
        headers={"Message-ID": outgoing.message_id},
    ).send()
    if OutgoingMail.objects.finish(claim, at=at) and outgoing.is_secret:
        OutgoingMail.objects.filter(pk=outgoing.pk).update(text="")
