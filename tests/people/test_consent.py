"""Whoever left agrees before they are seen again; whoever is seen by somebody new is told."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lms.core.models import OutgoingMail
from lms.people import actions
from lms.people.actions.memberships import NotInOrganisation
from lms.people.models import User
from tests.factories import NOON, TODAY
from tests.factories.people import (
    a_job_role,
    a_membership,
    a_person,
    a_team,
    an_empty_team,
    an_organisation,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def a_leaver(team, *, until=TODAY - DAY) -> User:
    leaver = a_person("Lena Leaver")
    a_membership(leaver, team, until=until)
    return leaver


def put_in(person, team, by, *, since=TODAY, kind="member"):
    return actions.add_colleague(
        user=person, team=team, job_role=a_job_role(), kind=kind, since=since, by=by, at=NOON
    )


def told(person) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=person.email))


def test_whoever_left_is_not_put_into_a_team_again_without_being_asked():
    team, manager = a_team(members=0)
    leaver = a_leaver(team)

    with pytest.raises(NotInOrganisation, match="Invite them"):
        put_in(leaver, team, a_person())

    assert not User.objects.visible_to(manager, on=TODAY).filter(pk=leaver.pk).exists()


def test_whoever_is_leaving_is_not_kept_in_sight_beyond_their_last_day():
    team, _ = a_team(members=0)
    leaving = a_leaver(team, until=TODAY + DAY)
    beneath = an_empty_team(beneath=team)

    with pytest.raises(NotInOrganisation):
        put_in(leaving, beneath, a_person(), since=TODAY + 2 * DAY)
    put_in(leaving, beneath, a_person(), since=TODAY + DAY)


def test_the_form_offers_only_who_is_in_the_organisation_today(client):
    team, _ = a_team(members=0)
    today = timezone.localdate()
    a_leaver(team, until=today - DAY)
    a_membership(a_person("Stella Stays"), an_empty_team(organisation=team.organisation))
    administrator = a_person()
    role = "organisation-administrator"
    actions.grant_role(user=administrator, role=role, organisation=team.organisation, by=None, at=NOON)
    client.force_login(administrator)

    page = client.get(reverse("people:add_person", args=[team.pk]))

    assert "Stella Stays" in page.text
    assert "Lena Leaver" not in page.text


def test_whoever_is_seen_by_somebody_new_is_told_by_whom_from_when_and_what():
    organisation = an_organisation()
    old_team, _ = a_team(members=0, organisation=organisation)
    new_team, manager = a_team(members=0, organisation=organisation)
    person = a_person()
    a_membership(person, old_team)

    put_in(person, new_team, a_person())

    (mail,) = told(person)
    assert manager.name in mail.subject
    assert new_team.name in mail.text
    assert "never see your answers" in mail.text
    assert reverse("people:who_can_see_me") in mail.text
    (about_them,) = told(manager) or [None]
    assert about_them is None


def test_nobody_is_told_of_a_manager_who_saw_them_already():
    team, manager = a_team(members=0)
    beneath = an_empty_team(beneath=team)
    person = a_person()
    a_membership(person, beneath)

    put_in(person, an_empty_team(beneath=team), a_person())

    assert told(person) == []
    assert told(manager) == []


def test_a_new_manager_is_announced_to_everybody_they_see_beneath_too():
    team, _ = a_team(members=2)
    beneath = an_empty_team(beneath=team)
    far = a_person()
    a_membership(far, beneath)
    colleague = a_person("Nadia New")
    a_membership(colleague, an_empty_team(organisation=team.organisation))

    put_in(colleague, team, a_person(), kind="manager")

    seen = User.objects.visible_to(colleague, on=TODAY).exclude(pk=colleague.pk)
    assert far in seen
    assert {mail.to for mail in OutgoingMail.objects.all()} == {
        *(person.email for person in seen),
        colleague.email,  # whom the other manager sees now
    }


def test_another_job_role_is_no_news_about_sight():
    team, _ = a_team(members=1)
    membership = team.memberships.get(kind="member")

    actions.change_job_role(
        membership=membership, job_role=a_job_role("Nursery nurse"), on=TODAY, by=a_person(), at=NOON
    )

    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("members", [1, 3])
def test_telling_takes_the_same_statements_however_many_are_told(members, django_assert_num_queries):
    team, _ = a_team(members=members)
    colleague = a_person()
    a_membership(colleague, an_empty_team(organisation=team.organisation))
    job, by = a_job_role(), a_person()

    with django_assert_num_queries(22, exact=False):
        actions.add_colleague(
            user=colleague, team=team, job_role=job, kind="manager", since=TODAY, by=by, at=NOON
        )


def test_a_leavers_address_is_not_shown_to_the_old_employer(client):
    team, _ = a_team(members=0)
    leaver = a_leaver(team, until=timezone.localdate() - DAY)
    stays = a_person("Stella Stays")
    a_membership(stays, team)
    administrator = a_person()
    role = "organisation-administrator"
    actions.grant_role(user=administrator, role=role, organisation=team.organisation, by=None, at=NOON)
    client.force_login(administrator)

    assert leaver.email not in client.get(reverse("people:person", args=[leaver.key])).text
    assert stays.email in client.get(reverse("people:person", args=[stays.key])).text
    found = client.get(reverse("people:people"), {"q": "Lena"}).text
    assert "Lena Leaver" in found
    assert "Lena Leaver" not in client.get(reverse("people:people"), {"q": leaver.email}).text
    assert client.get(reverse("people:correct_name", args=[leaver.key])).status_code == 404
