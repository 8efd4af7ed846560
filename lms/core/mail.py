"""All mail goes out by way of a row, so that a mail server that is down delays it and loses nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import NoReturn

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from lms.core import work
from lms.core.mail_markup import html_of
from lms.core.models import OutgoingMail
from lms.core.smtp import EmailBackend, Uncertain
from lms.core.trouble import Never, NotNow, Outside
from lms.core.work import Claim, told

SHORTEST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(minutes=30)
TRIED_FOR = timedelta(days=3)
SECONDS = settings.MAIL_LEASE_SECONDS * 2 / 3  # that sending one may take
SHUTTING_DOWN, FOR_GOOD = 421, 500
UNCERTAIN = (
    "It is not certain whether this went out: the mail server had the text, "
    "and its answer did not come ({}). Ask whether it arrived before sending it again."
)


def post(*, to: str, subject: str, text: str, key: str, at: datetime, secret: bool = False) -> OutgoingMail:
    """Write a mail to be sent. The same ``key`` is posted once only, however often it is asked for.

    ``secret`` mails (codes, invitations) lose their text once they are sent.
    """
    outgoing, _ = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": _one_line(subject),
            "text": text,
            "posted_at": at,
            "is_secret": secret,
        },
    )
    return outgoing


@dataclass(frozen=True)
class Letter:
    """A mail to one address; ``key`` as for ``post``."""

    to: str
    subject: str
    text: str
    key: str


def post_all(letters: Iterable[Letter], *, at: datetime) -> None:
    """``post`` for many at once, a statement for every thousand."""
    rows = (
        OutgoingMail(to=each.to, subject=_one_line(each.subject), text=each.text, key=each.key, posted_at=at)
        for each in letters
    )
    OutgoingMail.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


def _one_line(subject: str) -> str:
    """A newline in a name must not become a header."""
    return " ".join(subject.split())[:200]


def send(claim: Claim, *, at: datetime) -> None:
    """Send a begun mail. Raises what ``trouble`` understands; what may have gone out is not sent again."""
    outgoing = OutgoingMail.objects.claimed(claim).annotate(now=told(work.clock())).first()
    if outgoing is None:
        return
    if outgoing.handed_over_at:
        raise Never(UNCERTAIN.format("the worker ended before the answer came"))
    connection = get_connection()
    if isinstance(connection, EmailBackend):
        connection.handing_over = lambda: _hand_over(claim)
    try:
        _message(outgoing, connection).send()
    except Exception as error:
        if not getattr(connection, "accepted", False):  # else only the goodbye went wrong
            _explain(outgoing, claim, error)
    _sent(outgoing, claim, at=at)


def _hand_over(claim: Claim) -> None:
    """From now on the mail may have gone out, whatever becomes of us."""
    if not OutgoingMail.objects.claimed(claim).update(handed_over_at=told(work.clock())):
        raise Outside("Somebody else has begun to send it.")


@transaction.atomic
def _sent(outgoing: OutgoingMail, claim: Claim, *, at: datetime) -> None:
    if OutgoingMail.objects.finish(claim, at=at) and outgoing.is_secret:
        OutgoingMail.objects.filter(pk=outgoing.pk).update(text="")


def _message(outgoing: OutgoingMail, connection: BaseEmailBackend) -> EmailMessage:
    message = EmailMultiAlternatives(
        subject=outgoing.subject,
        body=outgoing.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[outgoing.to],
        headers={"Message-ID": outgoing.message_id},
        connection=connection,
    )
    message.attach_alternative(html_of(outgoing.subject, outgoing.text), "text/html")
    return message


def _explain(outgoing: OutgoingMail, claim: Claim, error: Exception) -> NoReturn:
    """Raise what it means: uncertain, never, later, or that the mail server is away."""
    if isinstance(error, Uncertain):
        raise Never(UNCERTAIN.format(error)) from error
    OutgoingMail.objects.claimed(claim).update(handed_over_at=None)  # it said no, or was never given the text
    said = answer_about_the_mail(error)
    if said is None:
        if isinstance(error, SMTPException | OSError):
            raise Outside(f"The mail server is away or does not let us in ({error!r}).") from error
        if type(error).__name__ == "SoftTimeLimitExceeded":
            raise Outside(f"The mail server took longer than {SECONDS:.0f} seconds.") from error
        raise error
    code, words = said
    if code >= FOR_GOOD:
        raise Never(f"The mail server refused it for good: {code} {words}") from error
    age = outgoing.now - outgoing.made_at  # type: ignore[attr-defined]
    if age > TRIED_FOR:
        raise Never(f"For three days the mail server said “not now”: {code} {words}") from error
    wait = min(max(age / 4, SHORTEST_WAIT), LONGEST_WAIT)
    raise NotNow(f"The mail server said “not now”: {code} {words}", wait) from error


def answer_about_the_mail(error: Exception) -> tuple[int, str] | None:
    """What the mail server said about this very mail; None if it said nothing, or something about us."""
    code: int
    words: bytes | str
    if isinstance(error, SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    elif isinstance(error, SMTPDataError):
        code, words = error.smtp_code, error.smtp_error
    else:
        return None
    if code == SHUTTING_DOWN:
        return None
    return code, words.decode(errors="replace") if isinstance(words, bytes) else str(words)
