"""Replacing a certificate by a newer one, and withdrawing it."""

import secrets
from datetime import datetime

from django.db import transaction

from certificates.actions.minting import write
from certificates.models import Certificate
from certificates.rules.numbers import new_number
from lms.core import audit
from lms.core.refusals import Refusal
from lms.people.models import User


class AlreadyOver(Refusal):
    pass


class ReasonMissing(Refusal):
    pass


@transaction.atomic
def replace(*, certificate: Certificate, by: User, at: datetime, reason: str) -> Certificate:
    """Issue it anew with the name and employer that the learner prints today; what was learnt stays.

    The old one verifies as replaced from now on, and shows no name.
    """
    certificate = _live(certificate, reason)
    learner = certificate.completion.learner
    employer = learner.employer_on_certificates
    Certificate.objects.filter(pk=certificate.pk).update(state=Certificate.State.REPLACED)
    replacement = write(
        Certificate(
            completion=certificate.completion,
            number=new_number(),
            token=secrets.token_urlsafe(32),
            minted_at=max(at, certificate.minted_at),  # a clock may have been set back
            replaces=certificate,
        ),
        holder=learner.certificate_name,
        organisation=employer.name if employer else "",
        course=certificate.wording.course,
    )
    audit.record(
        action="certificates.replaced",
        by=by,
        at=at,
        about=certificate,
        subject=learner,
        detail={"with": replacement.number},
        reason=reason,
    )
    return replacement


@transaction.atomic
def withdraw(*, certificate: Certificate, by: User, at: datetime, reason: str) -> Certificate:
    """It verifies as withdrawn from now on. The completion, a fact, stays."""
    certificate = _live(certificate, reason)
    certificate.state = Certificate.State.WITHDRAWN
    certificate.withdrawn_at = at
    certificate.withdrawn_because = reason
    certificate.save(update_fields=["state", "withdrawn_at", "withdrawn_because"])
    learner = certificate.completion.learner
    audit.record(
        action="certificates.withdrawn", by=by, at=at, about=certificate, subject=learner, reason=reason
    )
    return certificate


def _live(certificate: Certificate, reason: str) -> Certificate:
    if not reason.strip():
        raise ReasonMissing("Say why: the reason is kept with the certificate.", see=certificate)
    locked: Certificate = Certificate.objects.locked().get(pk=certificate.pk)
    if locked.state not in Certificate.LIVE:
        raise AlreadyOver(f"Certificate {locked.number} was already {locked.state}.", see=locked)
    return locked
