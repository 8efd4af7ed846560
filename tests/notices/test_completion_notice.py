"""Whoever completes a course is told so, once."""

import pytest
from django.db import transaction

from courses.events import CourseCompleted
from lms.core.events import announce
from lms.core.models import MissedEvent, OutgoingMail
from lms.notices.models import Notice
from tests.factories import NOON
from tests.factories.certificates import a_completion
from tests.factories.courses import an_edition
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


def completed(**fields):
    completion = a_completion(**fields)
    tell(completion)
    return completion


def tell(completion):
    with transaction.atomic():
        announce(CourseCompleted(completion_id=completion.pk))


def test_the_learner_is_posted_a_mail_with_a_link_to_the_certificate(settings):
    completion = completed(learner=a_person("Ann Lee"), edition=an_edition(title="Good enough"))

    notice = Notice.objects.get()
    certificate = completion.certificates.get()
    assert notice.person == completion.learner
    assert notice.mail.to == completion.learner.email
    assert notice.mail.subject == "You have completed Good enough"
    assert f"{settings.SITE_URL}/record/certificates/{certificate.number}/" in notice.mail.text
    assert "Hello Ann Lee" in notice.mail.text
    assert "23 November 2026" in notice.mail.text


def test_it_is_told_once_however_often_it_is_announced():
    completion = completed()
    tell(completion)

    assert Notice.objects.count() == 1
    assert OutgoingMail.objects.count() == 1


def test_a_closed_account_is_told_nothing():
    completed(learner=a_person(is_active=False, closed_at=NOON))

    assert not Notice.objects.exists()


def test_a_title_of_many_lines_makes_no_header():
    completed(edition=an_edition(title="Good\r\nBcc: everyone@example.org"))

    assert OutgoingMail.objects.get().subject == "You have completed Good Bcc: everyone@example.org"


def test_telling_that_fails_is_not_the_learners_problem_and_is_told_again(monkeypatch):
    completion = a_completion()
    with monkeypatch.context() as broken:
        broken.setattr("lms.notices.actions.rules.of_completion", lambda **_: 1 / 0)
        tell(completion)

    assert completion.certificates.exists()
    assert not Notice.objects.exists()
    assert MissedEvent.objects.get().listener == "lms.notices.listeners.tell_the_learner"
