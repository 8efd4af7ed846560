"""Drawing: once, whole, and the same again."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from certificates import actions, pdf, tasks
from certificates.actions import FileMissing
from certificates.models import Certificate, Drawing
from lms.core import stored_files
from lms.core.work import LEASE, MOST_ATTEMPTS
from lms.people.actions import set_certificate_details, try_work_again
from tests.factories import NOON
from tests.factories.certificates import a_certificate, an_issued_certificate, drawn
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(tmp_path, settings):
    settings.KEPT_FILES = tmp_path


def path_of(certificate):
    return settings.KEPT_FILES / stored_files.name_of(certificate.pdf_digest, suffix=".pdf")


def claimed(certificate, at=NOON):
    """None if it is not to be had: done, or stopped."""
    claims = Drawing.objects.filter(certificate=certificate).claim(at=at)
    return claims[0] if claims else None


def test_a_drawn_certificate_is_issued_with_the_digest_of_its_file():
    certificate = an_issued_certificate()

    content = path_of(certificate).read_bytes()
    assert (certificate.state, certificate.issued_at) == ("issued", NOON)
    assert certificate.pdf_digest == stored_files.digest_of(content)
    assert certificate.pdf_bytes == len(content)
    assert content.startswith(b"%PDF-")


def test_the_same_message_delivered_twice_draws_once():
    certificate = a_certificate()
    claim = claimed(certificate)

    tasks.draw(pk=claim.pk, attempt=claim.attempt)
    tasks.draw(pk=claim.pk, attempt=claim.attempt)

    drawing = Drawing.objects.get()
    assert (drawing.state, drawing.attempts) == ("done", 1)
    assert Certificate.objects.get().state == "issued"


def test_whoever_comes_second_changes_nothing():
    certificate = a_certificate()
    slow = Drawing.objects.begin(claimed(certificate), at=NOON)
    drawn(certificate, at=NOON + LEASE)

    assert not actions.draw(claim=slow, at=NOON + 2 * LEASE)
    certificate.refresh_from_db()
    assert certificate.issued_at == NOON + LEASE


def test_a_certificate_withdrawn_meanwhile_is_not_issued():
    certificate = a_certificate()
    actions.withdraw(certificate=certificate, by=a_person(), at=NOON, reason="Issued by mistake.")

    drawn(certificate)

    assert certificate.state == "withdrawn"
    assert Drawing.objects.get().state == "done"


def test_a_full_disk_leaves_no_half_file_and_is_tried_again(monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    certificate = a_certificate()
    claim = claimed(certificate)
    with monkeypatch.context() as disk:
        disk.setattr("lms.core.stored_files.os.fsync", full)
        tasks.draw(pk=claim.pk, attempt=claim.attempt)

    assert [file for file in settings.KEPT_FILES.rglob("*") if file.is_file()] == []
    drawing = Drawing.objects.get()
    assert (drawing.state, drawing.attempts) == ("waiting", 0)
    assert drawing.held_since
    assert drawing.last_error.startswith("There is no room left on the disk")
    drawn(certificate, at=drawing.available_at)
    assert certificate.state == "issued"


@pytest.mark.parametrize(
    ("error", "becomes"),
    [
        (PermissionError(13, "Permission denied"), "held"),
        (ConnectionRefusedError(111, "Connection refused"), "held"),
        (TimeoutError("timed out"), "held"),
        (OperationalError("server closed the connection"), "held"),
        (ValueError("something about this one"), "counted"),
    ],
)
def test_trouble_outside_is_held_against_no_certificate(monkeypatch, error, becomes):
    def raises(*_, **__):
        raise error

    monkeypatch.setattr("lms.core.trouble.connection.close", lambda: None)  # the test lives on it
    monkeypatch.setattr("lms.core.stored_files.keep", raises)
    certificate = a_certificate()
    for _ in range(7):
        Drawing.objects.update(available_at=None)
        claim = claimed(certificate, at=None)
        if claim:
            tasks.draw(pk=claim.pk, attempt=claim.attempt)

    drawing = Drawing.objects.get()
    assert drawing.last_error
    if becomes == "held":
        assert (drawing.state, drawing.attempts) == ("waiting", 0)
    else:
        assert (drawing.state, drawing.attempts) == ("stopped", MOST_ATTEMPTS)


def test_an_object_store_that_is_away_is_trouble_outside_whatever_its_library_raises(settings, monkeypatch):
    class EndpointConnectionError(Exception):
        pass

    def raises(_):
        raise EndpointConnectionError

    settings.OBJECT_STORE_BUCKET = "a-bucket"
    monkeypatch.setattr("lms.core.stored_files.default_storage.exists", raises, raising=False)
    claim = claimed(a_certificate())

    tasks.draw(pk=claim.pk, attempt=claim.attempt)

    assert Drawing.objects.get().held_since


def test_the_first_that_is_drawn_frees_those_that_were_held():
    held, free = a_certificate(), a_certificate()
    Drawing.objects.filter(certificate=held).update(
        held_since=NOON, available_at=timezone.now() + timedelta(hours=1)
    )
    claim = claimed(free)

    tasks.draw(pk=claim.pk, attempt=claim.attempt)

    assert Drawing.objects.due().get().certificate == held


def test_a_name_that_no_font_draws_waits_for_somebody_at_once():
    certificate = a_certificate(learner=a_person("ᚲᛗ"))
    claim = claimed(certificate)

    tasks.draw(pk=claim.pk, attempt=claim.attempt)

    drawing = Drawing.objects.get()
    assert drawing.is_stopped
    assert "U+16B2" in drawing.last_error
    assert Certificate.objects.get().verdict == "valid"


def test_a_lost_file_is_drawn_again_and_is_the_same():
    certificate = an_issued_certificate()
    before = path_of(certificate).read_bytes()
    path_of(certificate).unlink()

    assert actions.file_of(certificate) == before
    assert path_of(certificate).read_bytes() == before


def test_a_file_that_was_tampered_with_is_not_given_out():
    certificate = an_issued_certificate()
    before = path_of(certificate).read_bytes()
    path_of(certificate).write_bytes(before[:-100])

    assert actions.file_of(certificate) == before


def test_a_lost_file_that_would_be_drawn_otherwise_is_refused_in_words():
    certificate = an_issued_certificate()
    path_of(certificate).unlink()
    certificate.wording.holder = "Somebody Else"

    with pytest.raises(FileMissing, match="The certificate is valid all the same: its page"):
        actions.file_of(certificate)


def test_drawing_takes_this_many_statements(django_assert_num_queries):
    certificate = a_certificate()
    begun = Drawing.objects.begin(claimed(certificate), at=NOON)

    with django_assert_num_queries(5):  # read, SAVEPOINT, finish, issue, RELEASE
        actions.draw(claim=begun, at=NOON)


def test_a_file_that_is_there_is_given_out_as_it_is_and_nothing_is_drawn(monkeypatch):
    certificate = an_issued_certificate()
    before = path_of(certificate).read_bytes()
    monkeypatch.setattr(pdf, "draw", lambda *_: pytest.fail("It was drawn again"))

    assert actions.file_of(certificate) == before


def test_a_file_that_is_still_being_made_is_said_to_be_and_where_to_look():
    certificate = a_certificate()

    with pytest.raises(FileMissing, match=r"^This certificate is still being made\. ") as no:
        actions.file_of(certificate)

    assert no.value.see == certificate


def test_once_the_name_is_put_right_it_is_drawn_with_it(client):
    learner = a_person("ᚲᛗ")
    certificate = a_certificate(learner=learner)
    claim = claimed(certificate)
    tasks.draw(pk=claim.pk, attempt=claim.attempt)
    drawing = Drawing.objects.get()
    assert "Put the holder’s name right" in drawing.last_error

    set_certificate_details(user=learner, name="Km", employer=None, by=learner, at=NOON)
    try_work_again(kind=Drawing, pk=drawing.pk, by=learner, at=NOON)
    (again,) = Drawing.objects.claim()
    tasks.draw(pk=again.pk, attempt=again.attempt)

    certificate = Certificate.objects.get()
    assert (certificate.state, certificate.wording.holder) == ("issued", "Km")


def test_what_was_drawn_keeps_its_words_whatever_is_tried_again():
    certificate = an_issued_certificate(learner=a_person("Ann Lee"))
    drawing = Drawing.objects.get(certificate=certificate)
    set_certificate_details(user=certificate.completion.learner, name="New", employer=None, by=None, at=NOON)
    drawing.before_again()

    certificate.wording.refresh_from_db()
    assert certificate.wording.holder == "Ann Lee"
