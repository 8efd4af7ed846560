"""What is refused is said at its field, and nothing that was typed is lost."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.people import a_job_role, a_membership, a_person, an_empty_team, an_organisation
from tests.people.test_organisation_pages import administrator_of, day

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation(client):
    """Looked after by whoever is signed in."""
    organisation = an_organisation()
    client.force_login(administrator_of(organisation))
    return organisation


@pytest.mark.parametrize("typed", ["  Leigh   North ", "LEIGH NORTH", "Leigh\u200b North"])
def test_two_teams_side_by_side_have_two_names(client, organisation, typed):
    there = an_empty_team(organisation=organisation, name="Leigh North")
    other = an_empty_team(organisation=organisation, name="Other")
    new = reverse("people:new_team", args=[organisation.pk])

    refused = client.post(new, {"name": typed, "beneath": ""})
    renamed = client.post(reverse("people:rename_team", args=[other.pk]), {"name": typed})

    for page in (refused, renamed):
        assert page.context["form"].has_error("name")
        assert "There is already a team called Leigh North there." in page.text
    assert client.post(new, {"name": typed, "beneath": other.pk}).status_code == 302  # elsewhere in the tree
    assert (
        client.post(reverse("people:rename_team", args=[there.pk]), {"name": "Leigh north"}).status_code
        == 302
    )


def test_nobody_has_been_in_a_team_since_the_year_one(client, organisation):
    team = an_empty_team(organisation=organisation)
    person = a_person()
    a_membership(person, an_empty_team(organisation=organisation))
    sent = {"person": person.pk, "job_role": a_job_role().pk, "kind": "member"}

    page = client.post(reverse("people:add_person", args=[team.pk]), {**sent, **day("since", date(1, 1, 1))})

    assert "Check the year" in page.text
    assert not team.memberships.exists()


def test_somebody_who_is_there_already_is_said_at_the_field(client, organisation):
    team = an_empty_team(organisation=organisation)
    person = a_person("Lea")
    a_membership(person, team)
    today = timezone.localdate()

    page = client.post(
        reverse("people:add_person", args=[team.pk]),
        {"person": person.pk, "job_role": a_job_role().pk, "kind": "member", **day("since", today)},
    )

    assert page.context["form"].has_error("person")
    assert "Lea is already in" in page.text
