"""“Team” is offered to managers and costs everybody else nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import NOON, TODAY
from tests.factories.authoring import a_trainer
from tests.factories.people import a_membership, a_person, a_team

pytestmark = pytest.mark.django_db
TEAM = 'href="/team/"'
WRITING = 'href="/cms/"'


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOON)


def test_managers_are_offered_their_teams(client):
    client.force_login(a_team()[1])

    assert TEAM in client.get(reverse("reports:record")).text


def test_learners_are_not_and_it_costs_them_nothing(client, django_assert_num_queries):
    client.force_login(a_person())

    with django_assert_num_queries(3):
        page = client.get(reverse("reports:record"))

    assert TEAM not in page.text
    assert WRITING not in page.text


def test_trainers_are_offered_the_way_to_what_they_write(client):
    client.force_login(a_trainer())

    assert WRITING in client.get(reverse("reports:record")).text


def test_within_the_hour_a_new_manager_is_offered_theirs(client, time_machine):
    person = a_person()
    client.force_login(person)
    client.get(reverse("reports:record"))
    a_membership(person, a_team()[0], kind="manager", since=TODAY)

    time_machine.shift(timedelta(hours=1))

    assert TEAM in client.get(reverse("reports:record")).text


def test_a_hint_that_is_out_of_date_opens_nothing(client):
    team, manager = a_team()
    client.force_login(manager)
    manager.memberships.update(until=TODAY - timedelta(days=1))

    assert client.get(reverse("reports:team", args=[team.pk])).status_code == 404
