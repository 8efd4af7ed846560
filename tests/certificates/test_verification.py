"""Anyone may ask whether a certificate is true; nobody learns more than that."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache

from certificates import actions
from tests.factories import NOON
from tests.factories.certificates import a_certificate, an_issued_certificate
from tests.factories.courses import an_edition
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(tmp_path, settings):
    settings.KEPT_FILES = tmp_path
    cache.clear()


def address(certificate):
    return f"/verify/{certificate.token}/"


@pytest.mark.parametrize("make", [a_certificate, an_issued_certificate])
def test_it_is_valid_from_the_moment_of_completion(client, make):
    certificate = make(learner=a_person("Siân Lee"), edition=an_edition(title="Good enough"))

    with time_machine.travel(datetime(2026, 11, 23, 14, 30, tzinfo=UTC), tick=False):
        page = client.get(address(certificate)).text

    assert "This certificate is valid" in page
    for fact in ("Siân Lee", "Good enough", "Edition 1", "23 November 2026", "1 hour of learning"):
        assert fact in page
    assert certificate.number in page
    assert "Checked 23 November 2026, 14:30" in page


def test_a_replaced_one_shows_neither_name(client):
    learner = a_person("Ann Before")
    certificate = an_issued_certificate(learner=learner)
    learner.name_on_certificates = "Ann After"
    learner.save()
    newer = actions.replace(certificate=certificate, by=a_person(), at=NOON, reason="Married.")

    page = client.get(address(certificate)).text

    assert "This certificate was replaced" in page
    assert "Ann" not in page
    assert newer.number not in page
    assert "Ann After" in client.get(address(newer)).text


def test_a_withdrawn_one_shows_no_name_and_no_reason(client):
    certificate = an_issued_certificate(learner=a_person("Ann Before"))
    actions.withdraw(certificate=certificate, by=a_person(), at=NOON, reason="A private matter.")

    page = client.get(address(certificate)).text

    assert "This certificate was withdrawn" in page
    assert "Ann" not in page
    assert "private" not in page


def test_one_whose_words_were_emptied_is_still_valid(client):
    certificate = an_issued_certificate(learner=a_person("Ann Before"))
    certificate.wording.holder = ""
    certificate.wording.save()

    page = client.get(address(certificate)).text

    assert "This certificate is valid" in page
    assert "Name withheld" in page


@pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 5000])
def test_an_unknown_address_is_a_calm_page(client, token):
    answer = client.get(f"/verify/{token}/")

    assert answer.status_code == 404
    assert "We cannot find a certificate at this address" in answer.text


@pytest.mark.parametrize("token", ["%00", "../../etc", "'--", "🌻" * 60])
def test_what_is_no_token_is_not_looked_up(client, token, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(f"/verify/{token}/").status_code == 404


def test_a_number_however_it_is_typed_leads_to_the_verdict(client):
    certificate = a_certificate()

    answer = client.get("/verify/", {"number": certificate.number.lower().replace("-", " ")}, follow=True)

    assert answer.redirect_chain == [(address(certificate), 302)]
    assert "This certificate is valid" in answer.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Enter the certificate’s number."),
        ("PIER-7K4M-2Q9X-0", "That is no number of ours."),
        ("x" * 300, "A certificate’s number has 13 characters"),
        ("PIER-0000-0001-8", "We issued no certificate with this number."),
        ("\x00", "Null characters are not allowed."),
    ],
)
def test_a_number_that_is_none_is_answered_in_words(client, typed, words):
    answer = client.get("/verify/", {"number": typed})

    assert answer.status_code == 404
    assert words in answer.text


def test_numbers_are_looked_up_thirty_times_a_minute_at_most(client):
    with time_machine.travel(NOON, tick=False):
        answers = [client.get("/verify/", {"number": "PIER-0000-0001-8"}) for _ in range(31)]
        elsewhere = client.get("/verify/", {"number": "PIER-0000-0001-8"}, REMOTE_ADDR="192.0.2.7")

    assert [answer.status_code for answer in answers] == [404] * 30 + [429]
    assert "Wait 1\xa0minute, then try again." in answers[-1].text
    assert answers[-1]["Retry-After"] == "60"
    assert elsewhere.status_code == 404
    with time_machine.travel(NOON.replace(minute=1), tick=False):
        assert client.get("/verify/", {"number": "PIER-0000-0001-8"}).status_code == 404


def test_guessed_addresses_are_held_back_and_true_ones_never(client):
    certificate = a_certificate()
    with time_machine.travel(NOON, tick=False):
        answers = [client.get(f"/verify/guess{number}/") for number in range(31)]

        assert answers[-1].status_code == 429
        assert client.get(address(certificate)).status_code == 200


@pytest.mark.parametrize("path", ["/verify/", "/verify/unknown/", "true"])
def test_it_is_not_for_search_engines_and_not_kept(client, path):
    answer = client.get(address(a_certificate()) if path == "true" else path)

    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_a_verdict_takes_one_statement_and_leaves_no_cookie(client, django_assert_num_queries):
    certificate = a_certificate()
    client.get(address(certificate))

    with django_assert_num_queries(1):
        answer = client.get(address(certificate))

    assert not answer.cookies


def test_it_answers_questions_only(client):
    assert client.post(address(a_certificate())).status_code == 405


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda number: number.removeprefix("PIER-").replace("-", "")]
)
def test_a_number_typed_behind_the_address_leads_to_the_verdict(client, typed):
    certificate = a_certificate()

    answer = client.get(f"/verify/{typed(certificate.number)}/")

    assert answer.status_code == 302
    assert answer["Location"] == f"/verify/{certificate.token}/"


def test_a_verdict_lets_its_own_site_know_where_a_form_was_sent_from(client):
    answer = client.get(f"/verify/{a_certificate().token}/")

    assert answer["Referrer-Policy"] == "same-origin"  # with none, signing out from here would be refused
