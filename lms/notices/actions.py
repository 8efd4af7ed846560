"""Telling people: a notice and its mail are rows, written together, once per cause."""

from django.conf import settings
from django.db import transaction

from certificates.models import Certificate
from lms.core import mail
from lms.notices import rules
from lms.notices.models import Notice


@transaction.atomic
def tell_of_completion(*, completion_id: int) -> Notice | None:
    """Post “You have completed …” with a link to the certificate. None for a closed account."""
    certificate = (
        Certificate.objects.live()
        .filter(completion=completion_id)
        .select_related("wording", "completion__learner")
        .get()
    )
    learner, at = certificate.completion.learner, certificate.completion.known_at
    key = f"completed:{completion_id}"
    if not learner.is_active:
        return None
    words = certificate.words()
    letter = rules.of_completion(
        name=learner.name,
        course=words.course,
        completed_on=words.completed_line,
        time=words.time_line,
        address=settings.SITE_URL + certificate.get_absolute_url(),
        site=settings.SITE_NAME,
    )
    outgoing = mail.post(to=learner.email, subject=letter.subject, text=letter.text, key=key, at=at)
    notice, _ = Notice.objects.get_or_create(
        key=key, defaults={"person": learner, "kind": "completed", "mail": outgoing, "made_at": at}
    )
    return notice
