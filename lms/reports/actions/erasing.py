"""Erasure (UK GDPR, Article 17): who it was goes, what happened stays without a name.

Facts are keys, dates and scores, and stay: completions count in what an organisation reports, certificates
can be checked by their number. Names, addresses and typed words are emptied or leave, by the same door as
at the end of their time (``lms.core.leaving``). What is erased cannot be brought back, but from a backup.
"""

import uuid
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, Greatest

from certificates.actions import withdraw
from certificates.actions.drawing import SUFFIX
from certificates.models import Certificate, CertificateWording, Drawing
from courses.models import ReadingPosition, ResponseWords
from lms.core import audit, leaving, stored_files
from lms.core.models import OutgoingMail
from lms.core.refusals import Refusal
from lms.people.actions import close_account
from lms.people.models import Invitation, Membership, Registration, User
from lms.reports.models import PersonalCopy

#: In the place of a name.
NOT_THERE = "Somebody whose data was erased"
#: A domain that is kept free for ever (RFC 2606).
NOWHERE = "erased.invalid"
WHY = "Erased on request"


class ErasedAlready(Refusal):
    pass


def erase(*, user: User, by: User, at: datetime, reason: str) -> None:
    """Everything that says who it was. Raises ErasedAlready.

    Files of certificates go last, once all else is done: a file without its row is found by nobody.
    """
    digests = _erase_rows(user, by=by, at=at, reason=reason)
    for digest in digests:
        stored_files.remove(digest, suffix=SUFFIX)


@transaction.atomic
def _erase_rows(user: User, *, by: User, at: datetime, reason: str) -> list[str]:
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.email.endswith(f"@{NOWHERE}"):
        raise ErasedAlready("This person was erased already.")
    close_account(user=user, by=by, at=at, reason=WHY)
    addresses = [*EmailAddress.objects.filter(user=user).values_list("email", flat=True), user.email]
    digests = _empty_certificates(user, by=by, at=at)
    _empty_words(user, addresses, at=at)
    _let_leave(user, addresses, by=by, at=at)
    _put_tombstone(user)
    audit.record(action="person.erased", by=by, at=at, about=user, subject=user, reason=reason)
    return digests


def _empty_certificates(user: User, *, by: User, at: datetime) -> list[str]:
    """What is not drawn yet will never be; what is stays valid by its number, without a name."""
    own = Certificate.objects.filter(completion__learner=user)
    for certificate in own.filter(state=Certificate.State.WAITING):
        withdraw(certificate=certificate, by=by, at=at, reason=f"{WHY}, before it was made")
    Drawing.objects.filter(certificate__in=own).delete()
    wordings = CertificateWording.objects.filter(certificate__in=own)
    wordings.update(holder=NOT_THERE, organisation="", emptied_at=at)
    return [str(each.pdf_digest) for each in own.exclude(pdf_digest=None)]


def _empty_words(user: User, addresses: list[str], *, at: datetime) -> None:
    ResponseWords.objects.filter(event__attempt__enrolment__learner=user).update(words={})
    Membership.objects.filter(user=user).exclude(reason="").update(reason="")
    mails = OutgoingMail.objects.filter(_at(addresses, "to"))
    mails.exclude(state="done").update(state="done", done_at=at, attempts=Greatest("attempts", 1))
    key = Concat(Value("erased."), Cast("pk", CharField()))  # keys name addresses, too
    mails.update(to=f"nobody@{NOWHERE}", subject="", text="", key=key)


def _let_leave(user: User, addresses: list[str], *, by: User, at: datetime) -> None:
    sessions = UserSession.objects.filter(user=user)
    Session.objects.filter(pk__in=sessions.values("session_key")).delete()
    mine: list[QuerySet[Any]] = [
        Invitation.objects.filter(_at(addresses, "email")),
        PersonalCopy.objects.filter(person=user),
        ReadingPosition.objects.filter(enrolment__learner=user),
        Registration.objects.filter(user=user),
        sessions,
        Authenticator.objects.filter(user=user),
        SocialAccount.objects.filter(user=user),
        EmailAddress.objects.filter(user=user),
    ]
    for rows in mine:
        leaving.let_leave(rows=rows, reason=WHY, by=by, at=at, subject=user)


def _put_tombstone(user: User) -> None:
    user.refresh_from_db()
    user.name, user.name_on_certificates = NOT_THERE, ""
    user.email = f"{uuid.uuid4().hex}@{NOWHERE}"
    user.employer_on_certificates = None
    user.last_login = None
    user.second_factor_due_on = None
    user.set_unusable_password()
    user.save()


def _at(addresses: list[str], column: str) -> Q:
    found = Q()
    for address in dict.fromkeys(addresses):
        found |= Q(**{f"{column}__iexact": address})
    return found
