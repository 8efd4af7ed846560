"""Asking people in, and their coming."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from lms.core.models import OutgoingMail
from lms.people import actions
from lms.people.actions.invitations import (
    AlreadyInvited,
    AlreadyThere,
    ClosedAccountInvited,
    InvitationOver,
)
from lms.people.actions.teams import TeamClosed
from lms.people.models import Invitation, User
from lms.people.rules.invitations import Invitee
from tests.factories import NOON, TODAY
from tests.factories.people import a_job_role, a_membership, a_person, a_team, an_empty_team

pytestmark = pytest.mark.django_db
PASSWORD = "lantern-otter-gravel"


def an_invitation(*, email="new@example.org", team=None, by=None, at=NOON, **more) -> Invitation:
    team = team or an_empty_team()
    by = by or a_person("Ada Administrator")
    return actions.invite(email=email, team=team, job_role=a_job_role(), by=by, at=at, **more)


def test_an_invitation_is_a_mail_with_a_link_that_nobody_can_guess():
    invitation = an_invitation()

    (mail,) = OutgoingMail.objects.all()
    assert mail.to == "new@example.org"
    assert f"/accounts/invitation/{invitation.token}/" in mail.text
    assert mail.is_secret
    assert len(invitation.token) >= 43


def test_a_line_break_in_a_name_does_not_reach_the_header():
    an_invitation(by=a_person("Ada\nBcc: all@example.org"))

    assert "\n" not in OutgoingMail.objects.get().subject


def test_accepting_makes_the_account_the_address_and_the_membership():
    invitation = an_invitation()

    user = actions.make_account_by_invitation(
        invitation=invitation, name="New Person", password=PASSWORD, at=NOON
    )

    assert user.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=user).verified
    membership = user.memberships.get()
    assert (membership.team, membership.since, membership.until) == (invitation.team, TODAY, None)


def test_one_address_has_one_open_invitation_to_a_team_in_whatever_letters():
    invitation = an_invitation()

    with pytest.raises(AlreadyInvited):
        an_invitation(email="NEW@example.org", team=invitation.team)

    an_invitation(email="new@example.org")  # another team


def test_one_that_grew_too_old_makes_room():
    old = an_invitation()

    fresh = an_invitation(team=old.team, at=NOON + timedelta(days=15))

    assert list(Invitation.objects.waiting(at=NOON + timedelta(days=15))) == [fresh]


def test_sending_again_ends_the_old_link():
    old = an_invitation()

    fresh = actions.invite_again(invitation=old, by=old.invited_by, at=NOON)

    assert fresh.token != old.token
    with pytest.raises(InvitationOver):
        actions.accept_invitation(invitation=old, by=a_person(), at=NOON)


@pytest.mark.parametrize("later", [timedelta(days=14), timedelta(days=400)])
def test_after_fourteen_days_it_is_over(later):
    invitation = an_invitation()

    with pytest.raises(InvitationOver):
        actions.accept_invitation(invitation=invitation, by=a_person(), at=NOON + later)


def test_it_is_used_once():
    invitation = an_invitation()
    actions.accept_invitation(invitation=invitation, by=a_person(), at=NOON)

    with pytest.raises(InvitationOver):
        actions.accept_invitation(invitation=invitation, by=a_person(), at=NOON)


def test_whoever_is_in_the_team_already_joins_without_a_second_membership():
    invitation = an_invitation()
    person = a_person()
    a_membership(person, invitation.team)

    actions.accept_invitation(invitation=invitation, by=person, at=NOON)

    assert person.memberships.count() == 1


def test_nobody_is_invited_to_where_they_are():
    team, manager = a_team()

    with pytest.raises(AlreadyThere):
        an_invitation(email=manager.email, team=team, kind="manager")


def test_a_closed_account_is_reopened_not_invited():
    person = a_person()
    actions.close_account(user=person, by=a_person(), at=NOON)

    with pytest.raises(ClosedAccountInvited):
        an_invitation(email=person.email)


def test_a_closed_team_takes_nobody_and_its_invitations_are_withdrawn():
    invitation = an_invitation()
    actions.close_team(team=invitation.team, on=TODAY, by=invitation.invited_by, at=NOON)

    with pytest.raises(TeamClosed):
        an_invitation(email="other@example.org", team=invitation.team)
    with pytest.raises(InvitationOver):
        actions.accept_invitation(invitation=invitation, by=a_person(), at=NOON)


def test_of_several_at_once_each_stands_alone():
    team, manager = a_team()

    came = actions.invite_all(
        invitees=[Invitee("a@example.org"), Invitee(manager.email), Invitee("b@example.org", "Bee")],
        team=team,
        job_role=a_job_role(),
        kind="manager",
        by=manager,
        at=NOON,
    )

    assert [each.email for each in came.invitations] == ["a@example.org", "b@example.org"]
    assert len(came.refusals) == 1
    assert manager.name in came.refusals[manager.email]


def test_the_person_who_comes_is_no_administrator():
    user = actions.make_account_by_invitation(
        invitation=an_invitation(), name="New", password=PASSWORD, at=NOON
    )

    assert not User.objects.get(pk=user.pk).is_superuser
    assert not user.groups.exists()
