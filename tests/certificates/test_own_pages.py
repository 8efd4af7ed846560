"""A learner's own certificate: page, file and state."""

import re

import pytest

from certificates import actions
from certificates.models import Drawing
from courses.models import Completion
from lms.core import slots
from tests.factories import NOON
from tests.factories.certificates import a_certificate, a_completion, an_issued_certificate
from tests.factories.courses import an_edition
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(tmp_path, settings):
    settings.KEPT_FILES = tmp_path


def holder_of(certificate):
    return certificate.completion.learner


def address(certificate, end="/"):
    return f"/record/certificates/{certificate.number}{end}"


def test_the_page_says_what_the_file_says(client):
    certificate = an_issued_certificate(learner=a_person("Siân Lee"), edition=an_edition(title="Good enough"))
    client.force_login(holder_of(certificate))

    page = client.get(address(certificate)).text

    for fact in ("Siân Lee", "Good enough", "23 November 2026", "1 hour of learning", certificate.number):
        assert fact in page
    assert "Open or save" in page
    assert f"/verify/{certificate.token}/" in page


def test_while_it_is_made_the_page_says_so_and_asks_by_itself(client):
    certificate = a_certificate()
    client.force_login(holder_of(certificate))

    page = client.get(address(certificate)).text

    assert "being made, usually in seconds" in page
    assert f'data-certificate-state-url="{address(certificate)}state/"' in page
    assert client.get(address(certificate, "/state/")).json() == {"state": "waiting", "bytes": None}


def test_the_state_turns_to_issued(client):
    certificate = an_issued_certificate()
    client.force_login(holder_of(certificate))

    answer = client.get(address(certificate, "/state/"))

    assert answer.json() == {"state": "issued", "bytes": certificate.pdf_bytes}
    assert "no-store" in answer["Cache-Control"]


def test_one_that_somebody_must_see_to_says_so(client):
    certificate = a_certificate()
    Drawing.objects.update(state="stopped")
    client.force_login(holder_of(certificate))

    assert "We have been told" in client.get(address(certificate)).text


def test_a_certificate_outlives_the_work_of_drawing_it(client):
    certificate = an_issued_certificate()
    Drawing.objects.all().delete()
    client.force_login(holder_of(certificate))

    assert "Open or save" in client.get(address(certificate)).text


def test_the_file_is_sent_under_its_name(client):
    certificate = an_issued_certificate(edition=an_edition(title="Good enough"))
    client.force_login(holder_of(certificate))

    answer = client.get(address(certificate, ".pdf"))

    assert answer.content.startswith(b"%PDF-")
    assert f'filename="certificate-good-enough-{certificate.number}.pdf"' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


def test_a_file_that_is_not_drawn_yet_is_a_sentence(client):
    certificate = a_certificate()
    client.force_login(holder_of(certificate))

    answer = client.get(address(certificate, ".pdf"))

    assert answer.status_code == 503
    assert "still being made" in answer.text


def without_form_token(page):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


@pytest.mark.parametrize("end", ["/", ".pdf", "/state/"])
def test_nobody_elses_is_the_same_as_none(client, end):
    certificate = an_issued_certificate()
    client.force_login(a_person("Nosy Parker"))

    theirs = client.get(address(certificate, end))
    missing = client.get(f"/record/certificates/PIER-0000-0000-0{end}")

    assert (theirs.status_code, missing.status_code) == (404, 404)
    assert without_form_token(theirs.text) == without_form_token(missing.text)
    assert certificate.completion.learner.name not in theirs.text


@pytest.mark.parametrize("end", ["/", ".pdf", "/state/"])
def test_strangers_are_asked_to_sign_in(client, end):
    answer = client.get(address(an_issued_certificate(), end))

    assert answer.status_code == 302
    assert "/accounts/" in answer["Location"]


def test_a_replaced_one_leads_to_the_newer(client):
    certificate = an_issued_certificate()
    newer = actions.replace(certificate=certificate, by=a_person(), at=NOON, reason="Married.")
    client.force_login(holder_of(certificate))

    page = client.get(address(certificate)).text

    assert newer.number in page
    assert "Open or save" not in page


def test_a_withdrawn_one_says_why_to_its_holder(client):
    certificate = an_issued_certificate()
    actions.withdraw(certificate=certificate, by=a_person(), at=NOON, reason="The quiz was sat by another.")
    client.force_login(holder_of(certificate))

    assert "The quiz was sat by another." in client.get(address(certificate)).text


def test_the_page_takes_this_many_statements(client, django_assert_num_queries):
    certificate = an_issued_certificate()
    client.force_login(holder_of(certificate))

    client.get(address(certificate))  # the menu is remembered in the session

    with django_assert_num_queries(3):  # session, person, certificate
        client.get(address(certificate))


def test_beneath_a_result_stands_the_certificate(rf, django_assert_num_queries):
    certificate = a_certificate()

    with django_assert_num_queries(1):
        shown = slots.fill("after_completion", rf.get("/"), certificate.completion)

    assert certificate.number in shown
    assert "data-certificate-state-url" in shown


@pytest.mark.parametrize("size", [1, 3])
def test_a_list_of_what_was_done_links_to_the_certificates(rf, django_assert_num_queries, size):
    learner = a_person()
    for _ in range(size):
        a_certificate(learner=learner)
    completions = list(Completion.objects.all())

    with django_assert_num_queries(1):
        shown = slots.fill("done_courses", rf.get("/"), completions)

    assert shown.count("<a href") == size


def test_a_completion_without_a_certificate_shows_nothing(rf):
    assert slots.fill("after_completion", rf.get("/"), a_completion()) == ""
