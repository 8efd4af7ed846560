"""Whoever asks to be forgotten is found by no name, address or word; what happened stays, unnamed."""

import pytest
from django.db import connection
from django.urls import reverse

from certificates.models import Certificate, CertificateWording
from courses.models import Attempt, Completion, ResponseWords
from lms.core import invariants, stored_files
from lms.core.models import AuditEntry, OutgoingMail
from lms.people import actions as people
from lms.people.models import Registration, User
from lms.reports import actions
from lms.reports.actions.erasing import ErasedAlready
from tests.factories import NOON
from tests.factories.certificates import an_issued_certificate
from tests.factories.courses import an_edition, an_enrolment
from tests.factories.factors import an_app
from tests.factories.learning import answer_all, start, submit
from tests.factories.people import a_job_role, a_membership, an_empty_team

pytestmark = pytest.mark.django_db
CANARY = "zzcanary"


@pytest.fixture
def admin() -> User:
    person = people.make_account(
        email="ruth@example.org", name="Ruth", password="lantern-otter-gravel", by=None, at=NOON
    )
    people.grant_role(user=person, role="network-administrator", by=None, at=NOON)
    return person


@pytest.fixture
def lea(admin, tmp_path, settings) -> User:
    settings.KEPT_FILES = tmp_path
    person = people.make_account(
        email=f"{CANARY}@example.org", name=f"{CANARY.title()} Learner", by=None, at=NOON
    )
    people.add_confirmed_address(user=person, email=f"{CANARY}@elsewhere.example.org", by=admin, at=NOON)
    Registration.objects.create(user=person, register="nmc", number="12Z3456Z")
    team = an_empty_team()
    a_membership(person, team)
    people.invite(
        email=f"{CANARY}@example.org", team=an_empty_team(), job_role=a_job_role(), by=admin, at=NOON
    )
    attempt = start(an_enrolment(learner=person, edition=an_edition()))
    answer_all(attempt)
    ResponseWords.objects.create(event=attempt.events.first(), words={"text": f"{CANARY} said this"})
    submit(attempt)
    an_issued_certificate(learner=person)
    an_app(person)
    actions.ask_for_copy(person=person, at=NOON)
    return person


def erase(person, admin):
    actions.erase(user=person, by=admin, at=NOON, reason="Asked for by letter.")


def found_in_the_database(words):
    """Every text of every table, as the database has it."""
    hits = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            hits += [
                f"{table}.{name}"
                for row in cursor.fetchall()
                for name, value in zip(names, row, strict=True)
                if value is not None and words in str(value).lower()
            ]
    return sorted(set(hits))


def test_no_table_and_no_file_has_a_word_of_them_any_more(lea, admin, tmp_path):
    assert len(found_in_the_database(CANARY)) > 5
    certificate = Certificate.objects.get(completion__learner=lea)
    digest = certificate.pdf_digest
    assert stored_files.read(digest, suffix=".pdf")

    erase(lea, admin)

    assert found_in_the_database(CANARY) == []
    assert found_in_the_database("12z3456z") == []
    assert stored_files.read(digest, suffix=".pdf") is None


def test_what_happened_stays_without_a_name(lea, admin):
    kept = [Completion, Attempt, Certificate, CertificateWording, ResponseWords]
    before = [model.objects.count() for model in kept]

    erase(lea, admin)

    assert [model.objects.count() for model in kept] == before
    assert ResponseWords.objects.get().words == {}
    lea.refresh_from_db()
    assert lea.name == actions.NOT_THERE
    assert lea.closed_at
    assert not lea.has_usable_password()
    broken = {each.name: rows for each, rows in invariants.broken(at=NOON)}
    assert broken == {}


def test_a_certificate_is_checked_by_its_number_and_names_nobody(client, lea, admin):
    certificate = Certificate.objects.get(completion__learner=lea)
    erase(lea, admin)

    page = client.get(f"/verify/{certificate.token}/")

    assert page.status_code == 200
    assert "is valid" in page.text
    assert actions.NOT_THERE in page.text
    assert CANARY not in page.text.lower()


def test_it_is_written_down_with_its_reason_and_what_left(lea, admin):
    erase(lea, admin)

    entry = AuditEntry.objects.get(action="person.erased")
    assert (entry.by_id, entry.subject_id, entry.reason) == (admin.pk, lea.pk, "Asked for by letter.")
    left = {each.detail["of"] for each in AuditEntry.objects.filter(action="rows.left", subject_id=lea.pk)}
    assert {"account.EmailAddress", "people.Registration", "people.Invitation", "mfa.Authenticator"} <= left


def test_nobody_else_is_touched(lea, admin):
    other = people.make_account(email="other@example.org", name="Other Person", by=None, at=NOON)
    an_issued_certificate(learner=other)
    people_before = User.objects.count()
    erase(lea, admin)

    other.refresh_from_db()
    assert other.name == "Other Person"
    assert CertificateWording.objects.get(certificate__completion__learner=other).holder == "Other Person"
    assert people_before == User.objects.count()


def test_twice_is_a_sentence(lea, admin):
    erase(lea, admin)

    with pytest.raises(ErasedAlready, match="already"):
        erase(lea, admin)


def test_a_mail_that_was_on_its_way_is_not_sent(lea, admin):
    OutgoingMail.objects.create(key="x", to=lea.email, subject="Hello", text="Hello", posted_at=NOON)
    erase(lea, admin)

    assert not OutgoingMail.objects.waiting().filter(to__contains="erased").exists()
    assert not OutgoingMail.objects.filter(to=lea.email).exists()


def sign_in(client):
    password = "lantern-otter-gravel"
    client.post(reverse("account_login"), {"login": "ruth@example.org", "password": password})
    client.post(reverse("account_reauthenticate"), {"password": password, "next": "/accounts/"})


def test_an_administrator_writes_the_name_once_more(client, lea, admin):
    sign_in(client)
    address = reverse("reports:erase_person", args=[lea.key])

    assert "That is not the name" in client.post(address, {"name": "Somebody", "reason": "r"}).text
    assert User.objects.get(pk=lea.pk).name != actions.NOT_THERE
    answer = client.post(
        address, {"name": f"{CANARY} LEARNER", "reason": "Asked for by letter."}, follow=True
    )

    assert "Erased." in answer.text
    assert User.objects.get(pk=lea.pk).name == actions.NOT_THERE


def test_nobody_erases_themselves(client, admin):
    sign_in(client)

    assert client.post(reverse("reports:erase_person", args=[admin.key]), {}).status_code == 403
