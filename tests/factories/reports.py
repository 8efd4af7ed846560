"""What happened on courses, made directly: parts finished, courses completed, certificates."""

from datetime import datetime
from itertools import count

from certificates.models import Certificate
from courses.models import ActivityCompletion, Completion, Edition, Enrolment
from lms.people.models import User
from tests.factories import NOON
from tests.factories.courses import an_edition, an_enrolment

_numbers = count(1)


def finished_parts(enrolment: Enrolment, *, how_many: int, at: datetime = NOON) -> None:
    """The first so many activities of the enrolment's edition are finished."""
    for activity in enrolment.edition().activities.in_order()[:how_many]:
        ActivityCompletion.objects.create(
            enrolment=enrolment, activity=activity, activity_key=activity.key, completed_at=at
        )


def a_completion(
    *, learner: User, edition: Edition | None = None, at: datetime = NOON, minutes: int = 60
) -> Completion:
    """Joined and completed at that moment."""
    edition = edition or an_edition()
    enrolment = an_enrolment(learner=learner, edition=edition, at=at)
    Enrolment.objects.filter(pk=enrolment.pk).update(ended_at=at)
    return Completion.objects.create(
        learner=learner,
        course=edition.course,
        edition=edition,
        enrolment=enrolment,
        completed_at=at,
        completed_on=at.date(),
        minutes=minutes,
        participatory_minutes=min(minutes, 15),
    )


def a_certificate(completion: Completion, *, issued: bool = True) -> Certificate:
    number = next(_numbers)
    return Certificate.objects.create(
        completion=completion,
        number=f"TEST-{number:05}",
        token=f"token-{number}",
        state=Certificate.State.ISSUED if issued else Certificate.State.WAITING,
        minted_at=completion.completed_at,
        issued_at=completion.completed_at if issued else None,
        pdf_digest="0" * 64 if issued else None,
    )
