"""A learner's own record, and what it can be taken away as."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from lms.core.models import AuditEntry
from tests.factories import NOON
from tests.factories.courses import an_edition
from tests.factories.people import a_person
from tests.factories.reports import a_certificate, a_completion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_types")]


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOON)


@pytest.fixture
def learner(client):
    person = a_person()
    client.force_login(person)
    return person


@pytest.mark.parametrize("size", [1, 3])
def test_the_record_takes_the_same_statements_however_long(client, learner, django_assert_num_queries, size):
    for _ in range(size):
        a_certificate(a_completion(learner=learner))

    with django_assert_num_queries(3):
        page = client.get(reverse("reports:record"))

    assert len(page.context["entries"]) == size


def test_the_newest_stands_first_and_years_are_added_up(client, learner):
    for year, minutes in ((2025, 50), (2026, 60), (2026, 45)):
        a_completion(
            learner=learner,
            edition=an_edition(title=f"Of {minutes} minutes"),
            at=datetime(year, 5, minutes % 28 + 1, tzinfo=UTC),
            minutes=minutes,
        )

    page = client.get(reverse("reports:record"))

    assert [entry["title"] for entry in page.context["entries"]] == [
        "Of 45 minutes",
        "Of 60 minutes",
        "Of 50 minutes",
    ]
    assert [tuple(year.values()) for year in page.context["years"]] == [
        ("2026", "2\u00a0courses, 1\u00a0hour 45\u00a0minutes (30\u00a0minutes with others)", 100),
        ("2025", "1\u00a0course, 50\u00a0minutes (15\u00a0minutes with others)", 47),
    ]


def test_the_certificate_that_holds_is_linked(client, learner):
    completion = a_completion(learner=learner)
    first = a_certificate(completion)
    type(first).objects.filter(pk=first.pk).update(state="replaced")
    second = a_certificate(completion)

    (entry,) = client.get(reverse("reports:record")).context["entries"]

    assert entry["certificate"] == second.number


def test_only_ones_own_completions_stand_in_it_and_nobody_is_told(client, learner):
    a_completion(learner=a_person(), edition=an_edition(title="Of somebody else"))

    page = client.get(reverse("reports:record"))

    assert "Of somebody else" not in page.text
    assert "You have not completed a course yet" in page.text
    assert not AuditEntry.objects.exists()


def test_the_file_says_what_the_page_says_and_calculates_nothing(client, learner):
    certificate = a_certificate(a_completion(learner=learner, edition=an_edition(title="=1+1")))

    lines = client.get(reverse("reports:record_csv")).getvalue().decode().split("\r\n")

    assert lines[0].startswith("\ufeffCourse,Edition,Completed on")
    assert lines[1] == f"'=1+1,1,2026-11-23,60,15,Completed here,{certificate.number},ready"
