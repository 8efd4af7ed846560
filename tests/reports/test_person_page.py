"""One person, as their manager sees them."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from courses.models import Enrolment
from lms.core.models import AuditEntry
from tests.factories import NOON
from tests.factories.courses import an_edition, an_enrolment
from tests.factories.people import a_membership, a_person, a_team
from tests.factories.reports import a_certificate, a_completion, finished_parts

MARCH = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_types")]


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOON)


@pytest.mark.parametrize("courses", [1, 3])
def test_the_page_takes_the_same_statements_however_many_courses(client, django_assert_num_queries, courses):
    team, manager = a_team()
    person = a_person("Grace Example")
    a_membership(person, team)
    for _ in range(courses):
        a_certificate(a_completion(learner=person))
    client.force_login(manager)

    with django_assert_num_queries(10):
        page = client.get(reverse("reports:person", args=[team.pk, person.key]))

    assert page.text.count("course-standing__title") == courses


def test_it_gives_every_date_and_the_certificates(client):
    team, manager = a_team()
    person = a_person("Grace Example")
    a_membership(person, team)
    edition = an_edition(lessons=2, title="Every baby")
    certificate = a_certificate(a_completion(learner=person, edition=edition, at=MARCH))
    finished_parts(an_enrolment(learner=person, edition=edition), how_many=1)
    left = an_enrolment(learner=person, edition=an_edition(title="Not for me"), at=MARCH)
    Enrolment.objects.filter(pk=left.pk).update(ended_at=MARCH)
    client.force_login(manager)

    text = client.get(reverse("reports:person", args=[team.pk, person.key])).text

    assert "2 March 2026, and again 23 November 2026" in text
    assert f"{certificate.number} (ready)" in text
    assert "1 of 3" in text
    assert "Left" in text


def test_a_look_is_written_down_unless_it_is_at_oneself(client):
    team, manager = a_team(members=1)
    person = team.memberships.get(kind="member").user
    a_membership(manager, team)
    client.force_login(manager)

    for each in (person, manager):
        assert client.get(reverse("reports:person", args=[team.pk, each.key])).status_code == 200

    (entry,) = AuditEntry.objects.filter(action="looked_at.record")
    assert (entry.subject_id, entry.by_id) == (person.pk, manager.pk)
