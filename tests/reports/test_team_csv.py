"""The grid as a file."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from lms.core.models import AuditEntry
from lms.reports.views import exports
from tests.factories import NOON
from tests.factories.courses import an_edition, an_enrolment
from tests.factories.people import a_membership, a_person, a_team
from tests.factories.reports import a_certificate, a_completion, finished_parts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_types")]


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOON)


def rows_of(client, team, **query):
    page = client.get(reverse("reports:team_csv", args=[team.pk]), query)
    text = page.getvalue().decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_it_says_what_the_page_says(client):
    team, manager = a_team(members=0)
    done, half = a_person("Done Already"), a_person("Half Way")
    edition = an_edition(lessons=2)
    for person in (done, half):
        a_membership(person, team)
    certificate = a_certificate(a_completion(learner=done, edition=edition))
    finished_parts(an_enrolment(learner=half, edition=edition), how_many=1)
    client.force_login(manager)

    first, second = rows_of(client, team)

    assert (first["Standing"], first["Completed on"], first["Certificate"], first["Certificate is"]) == (
        "Completed",
        "2026-11-23",
        certificate.number,
        "ready",
    )
    assert (second["Name"], second["Standing"], second["Parts finished"], second["Parts"]) == (
        "Half Way",
        "Under way",
        "1",
        "3",
    )
    assert [row["Name"] for row in rows_of(client, team, name="half")] == ["Half Way"]


def test_nothing_in_it_is_calculated(client):
    team, manager = a_team(members=0)
    person = a_person('=HYPERLINK("http://example.org")')
    a_membership(person, team)
    an_enrolment(learner=person, edition=an_edition(title="@SUM(A1:A9)"))
    client.force_login(manager)

    (row,) = rows_of(client, team)

    assert row["Name"].startswith("'=")
    assert row["Course"] == "'@SUM(A1:A9)"


def test_somebody_who_joined_nothing_stands_in_it_too(client):
    team, manager = a_team(members=1)
    client.force_login(manager)

    (row,) = rows_of(client, team)

    assert (row["Course"], row["Standing"]) == ("", "Not joined")


@pytest.mark.parametrize("size", [1, 3])
def test_it_takes_the_same_statements_and_is_written_down_once(client, django_assert_num_queries, size):
    team, manager = a_team(members=size)
    for membership in team.memberships.filter(kind="member"):
        a_completion(learner=membership.user)
    client.force_login(manager)

    with django_assert_num_queries(12):
        client.get(reverse("reports:team_csv", args=[team.pk])).getvalue()

    (entry,) = AuditEntry.objects.filter(action="looked_at.team_export")
    assert (entry.by_id, entry.about_id, entry.detail) == (manager.pk, str(team.pk), {"on": "2026-11-23"})


def test_it_is_whole_where_the_page_is_not(client, monkeypatch):
    monkeypatch.setattr("lms.reports.queries.team.PER_BATCH", 25)
    team, manager = a_team(members=60)
    for number, membership in enumerate(team.memberships.filter(kind="member").order_by("pk")):
        if number % 20 == 0:
            a_completion(learner=membership.user, edition=an_edition(title=f"Course {number}"))
    client.force_login(manager)

    rows = rows_of(client, team)

    assert len(rows) == 60 * 3
    assert [row["Standing"] for row in rows].count("Completed") == 3
    assert len(rows_of(client, team, page="2", course="0")) == 180


def test_beyond_sixty_files_an_hour_one_waits_and_it_is_said_until_when(client, time_machine, monkeypatch):
    monkeypatch.setattr(exports, "EXPORTS_AN_HOUR", 2)
    team, manager = a_team(members=1)
    _, somebody_else = a_team(members=1)
    client.force_login(manager)
    address = reverse("reports:team_csv", args=[team.pk])
    looks = AuditEntry.objects.filter(action="looked_at.team_export")

    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]
    refused = client.get(reverse("reports:record_csv"))

    assert refused.status_code == 429
    assert refused["Retry-After"] == "3600"
    assert "You have taken very many files in the last hour." in refused.text
    assert looks.count() == 2  # what was not given was not looked at
    client.force_login(somebody_else)
    assert client.get(reverse("reports:record_csv")).status_code == 200
    client.force_login(manager)
    time_machine.move_to(NOON + timedelta(hours=1, seconds=1))
    assert client.get(address).status_code == 200
