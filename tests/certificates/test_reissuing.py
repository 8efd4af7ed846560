"""What can happen to a certificate afterwards."""

import pytest

from certificates import actions
from certificates.actions import AlreadyOver
from certificates.actions.reissuing import ReasonMissing
from certificates.models import Certificate, Drawing
from lms.core.models import AuditEntry
from tests.factories import NOON
from tests.factories.certificates import a_certificate, an_issued_certificate, drawn
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(tmp_path, settings):
    settings.KEPT_FILES = tmp_path


def test_a_replacement_carries_the_name_of_today_and_the_learning_of_that_day():
    learner = a_person("Ann Before")
    certificate = an_issued_certificate(learner=learner)
    learner.name_on_certificates = "Ann After"
    learner.save()

    newer = actions.replace(certificate=certificate, by=a_person(), at=NOON, reason="Married.")

    certificate.refresh_from_db()
    old, new = certificate.words(), Certificate.objects.get(pk=newer.pk).words()
    assert (certificate.state, newer.state) == ("replaced", "waiting")
    assert (old.holder, new.holder) == ("Ann Before", "Ann After")
    assert (old.course, old.completed_on, old.minutes) == (new.course, new.completed_on, new.minutes)
    assert newer.token in new.verify_at
    assert newer.number != certificate.number
    assert drawn(newer).state == "issued"


def test_a_withdrawn_certificate_keeps_its_reason_and_the_completion():
    certificate = an_issued_certificate()

    actions.withdraw(certificate=certificate, by=a_person(), at=NOON, reason="Issued by mistake.")

    certificate.refresh_from_db()
    assert (certificate.state, certificate.withdrawn_because) == ("withdrawn", "Issued by mistake.")
    assert certificate.completion.pk


@pytest.mark.parametrize("change", [actions.replace, actions.withdraw])
def test_both_are_written_down_with_their_reason(change):
    certificate, by = a_certificate(), a_person()

    change(certificate=certificate, by=by, at=NOON, reason="Because.")

    entry = AuditEntry.objects.get()
    assert entry.action.startswith("certificates.")
    assert (entry.by_id, entry.subject_id) == (by.pk, certificate.completion.learner_id)
    assert (entry.about_id, entry.reason) == (str(certificate.pk), "Because.")


@pytest.mark.parametrize("change", [actions.replace, actions.withdraw])
@pytest.mark.parametrize("before", [actions.replace, actions.withdraw])
def test_what_is_over_is_over(before, change):
    certificate = a_certificate()
    before(certificate=certificate, by=a_person(), at=NOON, reason="Because.")

    with pytest.raises(AlreadyOver, match="was already"):
        change(certificate=certificate, by=a_person(), at=NOON, reason="Again.")


@pytest.mark.parametrize("change", [actions.replace, actions.withdraw])
def test_nothing_changes_without_a_reason(change):
    certificate = a_certificate()

    with pytest.raises(ReasonMissing, match=r"^Say why: the reason is kept"):
        change(certificate=certificate, by=a_person(), at=NOON, reason="  ")

    certificate.refresh_from_db()
    assert certificate.state == "waiting"


def test_one_replaced_before_it_was_drawn_is_never_issued():
    certificate = a_certificate()
    actions.replace(certificate=certificate, by=a_person(), at=NOON, reason="A slip in the name.")

    assert drawn(certificate).state == "replaced"
    assert Drawing.objects.get(certificate=certificate).state == "done"
