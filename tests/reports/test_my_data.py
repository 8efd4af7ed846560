"""Everything that is kept about a person, for that person and nobody else."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from lms.core.models import AuditEntry, OutgoingMail
from lms.people import actions as people
from lms.people.models import User
from lms.reports import actions, tasks
from lms.reports.models import PersonalCopy
from lms.reports.queries.about_me import everything_about
from lms.reports.rules.about_me import PARTS, is_left_out
from tests.factories import NOON
from tests.factories.courses import an_edition, an_enrolment
from tests.factories.factors import an_app
from tests.factories.learning import answer_all, start, submit
from tests.factories.people import a_membership, a_person, an_empty_team

pytestmark = pytest.mark.django_db
CANARY = "ZZCANARY"


@pytest.fixture
def lea() -> User:
    person = people.make_account(email="lea@example.org", name="Lea Learner", by=None, at=NOON)
    a_membership(person, an_empty_team(name="Seaview"))
    attempt = start(an_enrolment(learner=person, edition=an_edition(title="Good enough")))
    answer_all(attempt)
    submit(attempt)
    return person


@pytest.fixture
def other() -> User:
    """Somebody else with as much, none of which may be in Lea's copy."""
    person = people.make_account(email="zzcanary@example.org", name=f"{CANARY} Other", by=None, at=NOON)
    a_membership(person, an_empty_team(name=f"{CANARY} team"))
    submit(start(an_enrolment(learner=person, edition=an_edition(title=f"{CANARY} course"))))
    return person


def made(person: User) -> zipfile.ZipFile:
    copy = actions.ask_for_copy(person=person, at=timezone.now())
    (claim,) = PersonalCopy.objects.claim()
    tasks.copy_everything(pk=claim.pk, attempt=claim.attempt)
    copy.refresh_from_db()
    return zipfile.ZipFile(io.BytesIO(bytes(copy.content)))


def test_every_table_is_in_it_or_left_out_with_a_reason():
    inside = {part.table for part in PARTS}
    forgotten = [
        model._meta.label
        for model in apps.get_models()
        if model._meta.label not in inside
        and not is_left_out(model._meta.label)
        and not model.__module__.startswith("tests.")
    ]

    assert forgotten == []


def test_every_table_that_points_to_a_person_as_its_own_is_in_it():
    """What has a column called user, learner or person is about them, unless a reason says otherwise."""
    inside = {part.table for part in PARTS}
    own = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is User and field.name in ("user", "learner", "person")
    }
    others = {
        "reports.PersonalCopy",
        "wagtailusers.UserProfile",
        "wagtailadmin.EditingSession",
        "wagtailadmin.FormState",
        "wagtailcore.APIToken",
        "wagtailcore.PageSubscription",
        "wagtailcore.Revision",
    }

    assert own - inside == others


def test_it_holds_account_work_learning_and_answers(lea):
    an_app(lea)
    archive = made(lea)
    data = json.loads(archive.read("everything.json"))
    parts, page = data["parts"], archive.read("index.html").decode()

    assert parts["Your account"][0]["email"] == "lea@example.org"
    assert parts["Where you work"][0]["team"] == "Seaview"
    assert parts["Attempts at quizzes"][0]["course"] == "Good enough"
    assert parts["Answers, each time you changed one"][0]["answer"]
    assert [each["type"] for each in parts["Second factors"]] == ["recovery_codes", "totp"]
    assert "Lea Learner" in page
    assert "Good enough" in page


def test_it_holds_nothing_of_anybody_else_and_no_secret(lea, other):
    an_app(lea)
    a_membership(other, lea.memberships.get().team)
    archive = made(lea)

    for name in archive.namelist():
        text = archive.read(name).decode()
        assert CANARY.lower() not in text.lower()
        assert lea.password not in text
        assert "secret" not in text.lower()


def test_what_people_typed_cannot_do_anything_in_the_page(lea):
    people.rename(user=lea, name="Lea <script>alert(1)</script>", by=lea, at=NOON)
    page = made(User.objects.get(pk=lea.pk)).read("index.html").decode()

    assert "<script" not in page


def test_it_takes_as_many_statements_for_a_long_record(lea, django_assert_num_queries):
    for _ in range(3):
        an_enrolment(learner=lea, edition=an_edition())

    with django_assert_num_queries(len(PARTS) + 1):
        everything_about(lea)


def test_it_is_asked_for_made_mailed_and_taken(client, lea):
    client.force_login(lea)
    assert "It is being made" in client.post(reverse("reports:my_data"), follow=True).text
    made(lea)

    page = client.get(reverse("reports:my_data"))
    file = client.get(reverse("reports:my_data_file"))

    assert "Your copy is ready" in page.text
    assert zipfile.ZipFile(io.BytesIO(file.content)).testzip() is None
    assert file["Cache-Control"] == "private, no-store"
    mail = OutgoingMail.objects.get(to="lea@example.org", subject__contains="is ready")
    assert reverse("reports:my_data") in mail.text
    assert set(
        AuditEntry.objects.filter(action__startswith="personal_copy").values_list("action", flat=True)
    ) == {
        "personal_copy.asked_for",
        "personal_copy.taken",
    }


def test_asked_for_twice_it_is_made_once_and_after_a_day_anew(lea):
    first = actions.ask_for_copy(person=lea, at=NOON)

    assert actions.ask_for_copy(person=lea, at=NOON + timedelta(hours=23)) == first
    assert actions.ask_for_copy(person=lea, at=NOON + timedelta(hours=25)) != first


def test_nobody_takes_somebody_elses(client, lea, other):
    made(lea)
    client.force_login(other)

    assert client.get(reverse("reports:my_data_file")).status_code == 404


def test_whoever_finds_a_device_left_open_is_asked_who_they_are(client, lea, time_machine):
    made(lea)
    client.force_login(lea)
    time_machine.move_to(timezone.now() + timedelta(minutes=20))

    assert client.get(reverse("reports:my_data_file")).status_code == 403


def test_somebody_without_anything_gets_a_copy_too():
    person = a_person("Nora New")

    assert json.loads(made(person).read("everything.json"))["about"] == "Nora New"
