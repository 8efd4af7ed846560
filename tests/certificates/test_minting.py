"""A completion earns its certificate in the completing transaction."""

import pytest
from django.db import transaction

from certificates import actions
from certificates.models import Certificate, Drawing
from certificates.rules.numbers import read_number
from courses.events import CourseCompleted
from lms.core.events import announce
from tests.factories import NOON
from tests.factories.certificates import a_certificate, a_completion
from tests.factories.courses import an_edition
from tests.factories.people import a_person, an_organisation

pytestmark = pytest.mark.django_db


def test_completing_a_course_mints_a_certificate_that_waits_to_be_drawn():
    completion = a_completion()

    with transaction.atomic():
        announce(CourseCompleted(completion_id=completion.pk))

    certificate = Certificate.objects.get()
    assert certificate.completion == completion
    assert certificate.state == "waiting"
    assert certificate.minted_at == completion.completed_at
    assert read_number(certificate.number) == certificate.number
    assert len(certificate.token) >= 43
    assert Drawing.objects.get().certificate == certificate


def test_one_completion_has_one_certificate_however_often_it_is_announced():
    certificate = a_certificate()

    again = actions.mint(completion_id=certificate.completion_id, at=NOON)

    assert again == certificate
    assert Certificate.objects.count() == 1


def test_it_says_what_was_so_that_day():
    employer = an_organisation("Moor Trust")
    learner = a_person("Ann Lee", name_on_certificates="Ann Mary Lee", employer_on_certificates=employer)
    edition = an_edition(title="Every baby has a mind")

    certificate = a_certificate(learner=learner, edition=edition)
    learner.name_on_certificates = "Ann Moor"
    learner.save()
    employer.name = "Sea Trust"
    employer.save()

    words = Certificate.objects.get(pk=certificate.pk).words()
    assert (words.holder, words.organisation) == ("Ann Mary Lee", "Moor Trust")
    assert (words.course, words.edition_line) == ("Every baby has a mind", "Edition 1 · Awareness level")
    assert words.objectives == ("Say what infant mental health is.",)
    assert words.completed_line == "23 November 2026"
    assert words.reviewer_line == "No clinical reviewer is named for this edition."
    assert words.verify_at.endswith(f"/verify/{certificate.token}/")


def test_a_number_somebody_has_is_not_given_twice(monkeypatch):
    taken = a_certificate().number
    numbers = iter([taken, "PIER-0000-0001-8"])
    monkeypatch.setattr("certificates.actions.minting.new_number", lambda: next(numbers))

    assert a_certificate().number == "PIER-0000-0001-8"


def test_minting_takes_this_many_statements(django_assert_num_queries):
    completion = a_completion()

    with django_assert_num_queries(5):
        actions.mint(completion_id=completion.pk, at=NOON)
