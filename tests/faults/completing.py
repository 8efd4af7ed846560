"""People who complete courses while things break, and what they have to show for it."""

import time

from django.utils import timezone

from certificates.models import Certificate, Drawing
from courses.actions import finish_activity
from lms.core import stored_files
from tests.factories.courses import an_edition, an_enrolment
from tests.factories.people import a_person
from tests.faults.processes import wait_until

MOST_SECONDS = 60


def complete(people: int) -> float:
    """So many people finish the last part of a course. Returns the longest that one had to wait."""
    edition = an_edition(quiz=False)
    lesson = edition.activities.get()
    longest = 0.0
    for _ in range(people):
        enrolment = an_enrolment(learner=a_person(), edition=edition, at=timezone.now())
        started = time.monotonic()
        finish_activity(enrolment=enrolment, activity=lesson, by=enrolment.learner, at=timezone.now())
        longest = max(longest, time.monotonic() - started)
    return longest


def issued() -> int:
    return Certificate.objects.filter(state=Certificate.State.ISSUED).count()


def begun() -> int:
    return Drawing.objects.filter(attempts__gt=0).count()


def everybody_has_one(people: int) -> float:
    """Wait for one certificate each, whole, drawn once. Returns how long it took."""
    seconds = wait_until(lambda: issued() == people, seconds=MOST_SECONDS, what=f"{people} certificates")
    assert Certificate.objects.count() == people
    assert Certificate.objects.values("completion").distinct().count() == people
    for certificate in Certificate.objects.all():
        assert stored_files.read(certificate.pdf_digest, suffix=".pdf")
    return seconds
