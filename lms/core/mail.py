"""All mail goes out by way of a row, so that a mail server that is down delays it and loses nothing."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage

from lms.core.models import OutgoingMail
from lms.core.work import Claim

logger = logging.getLogger(__name__)

SHORTEST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(minutes=30)
TRIED_FOR = timedelta(days=3)


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
    """Send a begun mail. A server that is away, or asks for patience, is asked again for three days."""
    outgoing = OutgoingMail.objects.claimed(claim).first()
    if outgoing is None:
        return
    try:
        _message(outgoing).send()
    except (OSError, SMTPException) as error:
        _not_now(outgoing, claim, error, at=at)
        return
    if OutgoingMail.objects.finish(claim, at=at) and outgoing.is_secret:
        OutgoingMail.objects.filter(pk=outgoing.pk).update(text="")


def _message(outgoing: OutgoingMail) -> EmailMessage:
    return EmailMessage(
        subject=outgoing.subject,
        body=outgoing.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[outgoing.to],
        headers={"Message-ID": outgoing.message_id},
    )


def _not_now(outgoing: OutgoingMail, claim: Claim, error: Exception, *, at: datetime) -> None:
    """The longer a mail waits, the more seldom it is tried; a “never” (5xx) or three days end it."""
    age = at - outgoing.posted_at
    if is_final(error) or age > TRIED_FOR:
        logger.error("Mail %s could not be sent: %r", outgoing.key, error)
        OutgoingMail.objects.stop(claim, error=repr(error))
    else:
        wait = min(max(age / 4, SHORTEST_WAIT), LONGEST_WAIT)
        OutgoingMail.objects.put_off(claim, error=repr(error), until=at + wait)


def is_final(error: Exception) -> bool:
    """Whether the mail server said no for good, rather than “not now” or nothing at all."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, SMTPResponseException) and error.smtp_code >= 500
