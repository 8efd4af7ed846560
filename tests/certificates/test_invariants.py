"""Each invariant holds on healthy data, and finds the row that breaks it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from certificates import actions
from certificates.models import Certificate, CertificateWording, Drawing
from lms.core import invariants, stored_files
from tests.factories import NOON
from tests.factories.certificates import a_certificate, a_completion, an_issued_certificate
from tests.factories.people import a_person
from tests.unguarded import unguard

pytestmark = pytest.mark.django_db

SOON = NOON + timedelta(minutes=20)


@pytest.fixture(autouse=True)
def kept(tmp_path, settings):
    settings.KEPT_FILES = tmp_path
    yield
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA ignore_check_constraints = OFF")


def broken(at=SOON, but_for=("I10", "I20t")):
    """The names of those that do not hold, but for the two that the real clock and ``unguard`` break."""
    found = {invariant.name for invariant, _ in invariants.broken(at=at)} - set(but_for)
    since = NOON - timedelta(days=1)
    assert found == {each.name for each, _ in invariants.broken(at=at, since=since)} - set(but_for)
    return found


def test_healthy_certificates_of_every_state_break_nothing():
    a_certificate()
    an_issued_certificate()
    actions.replace(certificate=an_issued_certificate(), by=a_person(), at=NOON, reason="Married.")
    actions.withdraw(certificate=a_certificate(), by=a_person(), at=NOON, reason="By mistake.")
    actions.withdraw(certificate=an_issued_certificate(), by=a_person(), at=NOON, reason="By mistake.")

    assert broken() == set()


def test_two_live_certificates_of_a_completion_are_found():
    unguard(Certificate)
    first, second = a_certificate(), a_certificate()
    Certificate.objects.filter(pk=second.pk).update(completion=first.completion)

    assert "I04" in broken()


@pytest.mark.parametrize("change", [{"number": "PIER-7K4M-2Q9X-0"}, {"token": "short"}])
def test_a_number_that_does_not_check_and_a_token_that_can_be_guessed_are_found(change):
    unguard(Certificate)
    a_certificate()
    Certificate.objects.update(**change)

    assert "I05" in broken()


def test_a_certificate_without_words_is_found():
    a_certificate()
    CertificateWording.objects.all().delete()

    assert broken() == {"I06"}


def test_words_with_the_address_of_another_are_found():
    a_certificate()
    CertificateWording.objects.update(course={"verify_at": "https://learning.example.org/verify/other/"})

    assert broken() == {"I06"}


def test_a_certificate_older_than_its_completion_is_found():
    unguard(Certificate)
    a_certificate()
    Certificate.objects.update(minted_at=NOON - timedelta(days=1))

    assert broken() == {"I07"}


def test_an_issued_certificate_without_digest_is_found():
    unguard(Certificate)
    an_issued_certificate()
    Certificate.objects.update(pdf_digest=None)

    assert broken() == {"I08"}


def test_a_completion_without_certificate_is_found_after_a_quarter_of_an_hour():
    a_completion()

    assert broken(at=NOON + timedelta(minutes=15)) == set()
    assert broken(at=NOON + timedelta(minutes=16)) == {"I09"}


def test_a_certificate_that_waits_for_nothing_is_found():
    a_certificate()
    Drawing.objects.all().delete()

    assert broken() == {"I11"}


def test_a_certificate_that_waits_though_its_drawing_is_done_is_found():
    a_certificate()
    Drawing.objects.update(state="done", attempts=1, done_at=NOON)

    assert broken() == {"I11"}


def test_a_certificate_replaced_by_nothing_is_found():
    an_issued_certificate()
    Certificate.objects.update(state="replaced")

    assert broken() == {"I23c"}


def test_a_lost_file_and_a_changed_file_are_found(settings):
    certificate = an_issued_certificate()
    file = settings.KEPT_FILES / stored_files.name_of(certificate.pdf_digest, suffix=".pdf")

    file.write_bytes(b"%PDF- something else")
    assert broken() == {"I29"}
    file.unlink()
    assert broken() == {"I29"}


def test_work_that_waits_for_more_than_an_hour_is_found():
    a_certificate()

    assert "I10" not in broken(at=timezone.now(), but_for=())
    assert "I10" in broken(at=timezone.now() + timedelta(minutes=61), but_for=())


def test_work_done_by_nobody_is_found():
    an_issued_certificate()
    Drawing.objects.update(attempts=0)

    assert broken() == {"I23w"}


def test_a_removed_trigger_is_found():
    unguard(Certificate)

    assert broken(but_for=()) == {"I20t"}
