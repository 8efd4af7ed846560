"""Open invitations are searched and sent again at once; a reopened account is offered its teams back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lms.core.models import OutgoingMail
from lms.people import actions
from lms.people.models import Invitation, Membership
from tests.factories.people import a_job_role, a_membership, a_person, an_empty_team, an_organisation
from tests.people.test_organisation_pages import administrator_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation(client):
    organisation = an_organisation()
    client.force_login(administrator_of(organisation))
    return organisation


def invited(team, *emails):
    for email in emails:
        actions.invite(
            email=email,
            team=team,
            job_role=a_job_role(),
            by=a_person(),
            at=timezone.now() - timedelta(days=1),
        )


def test_what_was_searched_for_is_sent_again_and_nothing_else(client, organisation):
    team = an_empty_team(organisation=organisation)
    invited(team, "ann@example.org", "bea@example.org", "cam@example.org")
    invited(an_empty_team(), "ann@elsewhere.example.org")
    old = Invitation.objects.get(email="ann@example.org")
    page = reverse("people:invitations", args=[organisation.pk])

    shown = client.get(page, {"q": "ANN"})
    assert "ann@example.org" in shown.text
    assert "bea@example.org" not in shown.text
    assert "elsewhere" not in shown.text
    answer = client.post(f"{page}?q=ann", follow=True)

    assert "1\u00a0invitation on the way" in answer.text
    old.refresh_from_db()
    assert old.withdrawn_at
    assert Invitation.objects.filter(email="ann@example.org", withdrawn_at=None).count() == 1
    assert Invitation.objects.get(email="bea@example.org").withdrawn_at is None


def test_who_cannot_be_invited_again_does_not_keep_the_others_out(client, organisation):
    team = an_empty_team(organisation=organisation)
    invited(team, "ann@example.org", "bea@example.org")
    joined = actions.make_account(email="ann@example.org", name="Ann", by=None, at=timezone.now())
    a_membership(joined, team)

    answer = client.post(reverse("people:invitations", args=[organisation.pk]), follow=True)

    assert "ann@example.org: Ann (ann@example.org) is already in" in answer.text
    assert "1\u00a0invitation on the way" in answer.text


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_takes_the_same_statements_for_one_and_for_three(
    client, organisation, many, django_assert_num_queries
):
    invited(an_empty_team(organisation=organisation), *(f"p{number}@example.org" for number in range(many)))
    page = reverse("people:invitations", args=[organisation.pk])
    client.get(page)

    with django_assert_num_queries(6):
        client.get(page)


def test_an_account_that_is_opened_again_is_offered_its_teams_back_and_agrees_first(client):
    network = administrator_of(None)
    client.force_login(network)
    person = actions.make_account(email="back@example.org", name="Bea Back", by=None, at=timezone.now())
    team, left_before = an_empty_team(), an_empty_team()
    a_membership(person, team)
    a_membership(person, left_before, until=timezone.localdate() - timedelta(days=30))
    actions.close_account(user=person, by=network, at=timezone.now())
    client.post(reverse("people:reopen_account", args=[person.key]))

    page = client.get(reverse("people:person", args=[person.key]))
    assert "Offer them back" in page.text
    answer = client.post(reverse("people:offer_back", args=[person.key]), follow=True)

    assert "1\u00a0invitation on the way to back@example.org" in answer.text
    assert Invitation.objects.get().team == team
    assert not Membership.objects.open().filter(user=person).exists()
    assert OutgoingMail.objects.filter(to="back@example.org", is_secret=True).count() == 1
    again = client.post(reverse("people:offer_back", args=[person.key]), follow=True)
    assert "already has an open invitation" in again.text
