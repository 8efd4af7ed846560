"""Nobody's record is ever shown to somebody who may not see it, in any byte of any page or file."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from lms.core.models import AuditEntry
from tests.factories import NOON, TODAY
from tests.factories.courses import an_edition
from tests.factories.people import a_membership, a_person, a_team, an_empty_team
from tests.factories.reports import a_certificate, a_completion

YESTERDAY = TODAY - timedelta(days=1)
SPRING = datetime(2026, 4, 15, 12, tzinfo=UTC)
CANARY = "ZZCANARY"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOON)


def everything(client, manager, team, *people, **query):
    """Every byte that a manager can fetch about a team and these people."""
    client.force_login(manager)
    pages = [client.get(reverse("reports:teams")), client.get(reverse("reports:record"))]
    pages += [client.get(reverse(f"reports:{name}", args=[team.pk]), query) for name in ("team", "team_csv")]
    pages += [client.get(reverse("reports:person", args=[team.pk, each.key]), query) for each in people]
    return b"".join(page.getvalue() if page.streaming else page.content for page in pages).decode()


def a_canary(team, **membership):
    """A person with a course, a completion and a certificate, whose name is in all of them."""
    person = a_person(f"{CANARY} Person", email=f"{CANARY}{uuid4().hex}@example.org")
    a_membership(person, team, **membership)
    a_certificate(a_completion(learner=person, edition=an_edition(title=f"{CANARY} course"), at=SPRING))
    return person


def test_people_of_another_team_show_nowhere(client):
    team, manager = a_team(members=2)
    canary = a_canary(a_team()[0])

    assert CANARY not in everything(client, manager, team, canary)
    assert CANARY.lower() not in everything(client, manager, team, canary, name="zz").lower().replace(
        'value="zz"', ""
    )


def test_people_of_the_team_above_and_beside_show_nowhere(client):
    above, _ = a_team()
    mine = an_empty_team(beneath=above)
    beside = an_empty_team(beneath=above)
    manager = a_person()
    a_membership(manager, mine, kind="manager")

    assert CANARY not in everything(client, manager, mine, a_canary(above), a_canary(beside))


def what_is_said(page):
    """A page without what differs each time it is asked for."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.text)


@pytest.mark.parametrize("of", ["another", "missing"])
@pytest.mark.parametrize("name", ["team", "team_csv"])
def test_another_team_and_a_missing_one_look_alike(client, name, of):
    other, _ = a_team()
    client.force_login(a_team()[1])

    page = client.get(reverse(f"reports:{name}", args=[other.pk if of == "another" else 999_999]))

    assert page.status_code == 404
    assert other.name not in page.text


def test_a_person_of_another_team_and_a_missing_one_look_alike(client):
    team, manager = a_team()
    elsewhere = a_canary(a_team()[0])
    client.force_login(manager)

    other = client.get(reverse("reports:person", args=[team.pk, elsewhere.key]))
    missing = client.get(reverse("reports:person", args=[team.pk, uuid4()]))

    assert (other.status_code, missing.status_code) == (404, 404)
    assert what_is_said(other) == what_is_said(missing)
    assert not AuditEntry.objects.exists()


def test_a_learner_manages_nothing(client):
    team, _ = a_team(members=1)
    learner = team.memberships.get(kind="member").user
    client.force_login(learner)

    assert client.get(reverse("reports:team", args=[team.pk])).status_code == 404
    assert client.get(reverse("reports:person", args=[team.pk, learner.key])).status_code == 404
    assert "You do not manage a team today" in client.get(reverse("reports:teams")).text


def test_sight_ends_with_the_membership(client):
    team, manager = a_team(members=1)
    canary = a_canary(team, until=YESTERDAY)

    assert CANARY not in everything(client, manager, team, canary)


def test_sight_ends_with_the_management_even_of_days_past(client):
    team, _ = a_team()
    canary = a_canary(team)
    ex_manager = a_person()
    a_membership(ex_manager, team, kind="manager", until=YESTERDAY)

    assert CANARY not in everything(client, ex_manager, team, canary)
    assert CANARY not in everything(client, ex_manager, team, canary, on=YESTERDAY.isoformat())


def test_nothing_is_seen_of_days_before_the_management(client):
    team, _ = a_team()
    canary = a_canary(team, until=date(2026, 5, 1))
    manager = a_person()
    a_membership(manager, team, kind="manager", since=date(2026, 6, 1))

    text = everything(client, manager, team, canary, on="2026-04-30")

    assert CANARY not in text
    assert "There was nobody you could see in this team on 30 April 2026." in text


def test_a_manager_may_look_up_again_what_they_saw_on_a_day_past(client):
    team, manager = a_team()
    canary = a_canary(team, until=date(2026, 5, 1))
    a_completion(learner=canary, edition=an_edition(title="After they left"), at=NOON)

    text = everything(client, manager, team, canary, on="2026-04-30")

    assert f"{CANARY} Person" in text
    assert "After they left" not in text


def test_sight_does_not_begin_before_the_membership(client):
    team, manager = a_team()
    canary = a_canary(team, since=TODAY + timedelta(days=1))

    assert CANARY not in everything(client, manager, team, canary, on="2027-01-01")


def test_a_closed_manager_is_shown_nothing(client):
    team, manager = a_team(members=1)
    client.force_login(manager)
    type(manager).objects.filter(pk=manager.pk).update(is_active=False, closed_at=NOON)

    assert client.get(reverse("reports:team", args=[team.pk])).status_code in {302, 404}


def test_answers_and_scores_show_nowhere(client):
    from courses.models import Attempt, Response  # noqa: PLC0415

    team, manager = a_team()
    person = a_person("Reads Well")
    a_membership(person, team)
    completion = a_completion(learner=person)
    quiz = completion.edition.activities.get(kind="quiz")
    attempt = Attempt.objects.create(
        enrolment=completion.enrolment,
        activity=quiz,
        activity_key=quiz.key,
        number=1,
        seed=1,
        started_at=NOON,
        submitted_at=NOON,
        score="7.77",
        out_of=9,
        passed=True,
    )
    Response.objects.create(
        attempt=attempt, item_key=uuid4(), sequence=1, answer={"chosen": [CANARY]}, score="7.77"
    )

    text = everything(client, manager, team, person)

    assert "Reads Well" in text
    assert CANARY not in text
    assert "7.77" not in text
