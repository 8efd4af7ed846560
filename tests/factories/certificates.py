"""Completions as rows, and the certificates that they earn."""

from datetime import datetime
from typing import Any

from certificates import actions
from certificates.models import Certificate, Drawing
from courses.models import ActivityCompletion, Completion, Edition
from lms.people.models import User
from tests.factories import NOON
from tests.factories.courses import an_edition, an_enrolment
from tests.factories.people import a_person


def a_completion(
    *, learner: User | None = None, edition: Edition | None = None, at: datetime = NOON, **fields: Any
) -> Completion:
    """A course of lessons completed at that time, without the news of it."""
    edition = edition or an_edition(quiz=False)
    enrolment = an_enrolment(learner=learner or a_person("Ann Example"), edition=edition, at=at)
    ActivityCompletion.objects.bulk_create(
        ActivityCompletion(enrolment=enrolment, activity=lesson, activity_key=lesson.key, completed_at=at)
        for lesson in edition.activities.filter(kind="lesson")
    )
    enrolment.ended_at = at
    enrolment.save(update_fields=["ended_at"])
    values = {"minutes": 60, "completed_on": at.date(), "edition": edition} | fields
    return Completion.objects.create(
        learner=enrolment.learner,
        course=enrolment.course,
        enrolment=enrolment,
        completed_at=at,
        **values,
    )


def a_certificate(*, at: datetime = NOON, **fields: Any) -> Certificate:
    """Minted and waiting to be drawn."""
    return actions.mint(completion_id=a_completion(at=at, **fields).pk, at=at)


def an_issued_certificate(*, at: datetime = NOON, **fields: Any) -> Certificate:
    """Drawn and stored as well."""
    return drawn(a_certificate(at=at, **fields), at=at)


def drawn(certificate: Certificate, *, at: datetime = NOON) -> Certificate:
    (claim,) = Drawing.objects.filter(certificate=certificate).claim(at=at)
    begun = Drawing.objects.begin(claim, at=at)
    assert begun
    actions.draw(claim=begun, at=at)
    certificate.refresh_from_db()
    return certificate
