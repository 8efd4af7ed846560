"""Every change of people, teams and organisations leaves one entry: what, by whom, about what."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from lms.core.models import AuditEntry
from lms.core.refusals import Refusal
from lms.people import actions
from lms.people.models import Organisation
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
TRUST = Organisation.Sector.TRUST


@dataclass
class Written:
    """The entry that is expected, but for its author and its time."""

    action: str
    about: Any = None
    subject: Any = None
    detail: dict[str, Any] = field(default_factory=dict)
    reason: str = ""


def account_made(by):
    user = actions.make_account(email="new@example.org", name="New", by=by, at=NOON)
    return Written("account.made", user, user)


def account_renamed(by):
    user = actions.rename(user=a_person(), name="Another Name", by=by, at=NOON)
    return Written("account.renamed", user, user)


def account_closed(by):
    user = actions.close_account(user=a_person(), by=by, at=NOON, reason="Left the network.")
    return Written("account.closed", user, user, reason="Left the network.")


def account_reopened(by):
    user = a_person(closed_at=NOON, is_active=False)
    actions.reopen_account(user=user, by=by, at=NOON)
    return Written("account.reopened", user, user)


def certificate_details_set(by):
    user = a_person()
    actions.set_certificate_details(user=user, name="Dr New", employer=None, by=by, at=NOON)
    return Written("account.certificate_details_set", user, user)


def organisation_made(by):
    made = actions.make_organisation(name="Wirral Trust", sector=TRUST, by=by, at=NOON)
    return Written("organisation.made", made, detail={"name": "Wirral Trust"})


def organisation_changed(by):
    here = an_organisation("Before")
    actions.change_organisation(organisation=here, name="Now", sector=TRUST, by=by, at=NOON)
    return Written("organisation.changed", here, detail={"before": "Before", "now": "Now"})


def organisation_closed(by):
    here = an_organisation()
    actions.close_organisation(organisation=here, on=TODAY, by=by, at=NOON)
    return Written("organisation.closed", here, detail={"on": str(TODAY)})


def team_made(by):
    team = actions.make_team(organisation=an_organisation(), name="Leigh", by=by, at=NOON)
    return Written("team.made", team, detail={"name": "Leigh"})


def team_renamed(by):
    team = an_empty_team(name="Before")
    actions.rename_team(team=team, name="Now", by=by, at=NOON)
    return Written("team.renamed", team, detail={"before": "Before", "now": "Now"})


def team_closed(by):
    team = an_empty_team()
    actions.close_team(team=team, on=TODAY, by=by, at=NOON)
    return Written("team.closed", team, detail={"on": str(TODAY)})


def membership_began(by):
    user, team = a_person(), an_empty_team()
    begun = actions.add_membership(
        user=user, team=team, job_role=a_job_role(), kind="manager", since=TODAY, by=by, at=NOON
    )
    detail = {"team": team.pk, "kind": "manager", "since": str(TODAY)}
    return Written("membership.began", begun, user, detail)


def membership_ended(by):
    membership = a_membership(a_person(), an_empty_team())
    actions.end_membership(membership=membership, on=TODAY, by=by, at=NOON)
    detail = {"team": membership.team_id, "until": str(TODAY)}
    return Written("membership.ended", membership, membership.user, detail)


def membership_corrected(by):
    membership = a_membership(a_person(), an_empty_team(), since=TODAY)
    actions.change_job_role(membership=membership, job_role=a_job_role("Midwife"), on=TODAY, by=by, at=NOON)
    return Written("membership.corrected", membership, membership.user)


def role_granted(by):
    user = a_person()
    holding = actions.grant_role(user=user, role="trainer", by=by, at=NOON)
    return Written("role.granted", holding, user, {"role": "trainer"})


def registration_added(by):
    user = a_person()
    entry = actions.add_registration(user=user, register="nmc", number="12A3456E", by=by, at=NOON)
    return Written("registration.added", entry, user)


def invitation_made(by):
    team = an_empty_team()
    invitation = actions.invite(email="new@example.org", team=team, job_role=a_job_role(), by=by, at=NOON)
    return Written("invitation.made", invitation, detail={"team": team.pk})


def invitation_withdrawn(by):
    invitation = invited()
    actions.withdraw_invitation(invitation=invitation, by=by, at=NOON)
    return Written("invitation.withdrawn", invitation)


def invitation_accepted(by):
    invitation = invited()
    actions.accept_invitation(invitation=invitation, by=by, at=NOON)
    return Written("invitation.accepted", invitation, by)


def invited():
    return actions.invite(
        email="new@example.org", team=an_empty_team(), job_role=a_job_role(), by=a_person(), at=NOON
    )


CHANGES = [
    *(account_made, account_renamed, account_closed, account_reopened, certificate_details_set),
    *(organisation_made, organisation_changed, organisation_closed, team_made, team_renamed, team_closed),
    *(membership_began, membership_ended, membership_corrected, role_granted, registration_added),
    *(invitation_made, invitation_withdrawn, invitation_accepted),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_is_written_down_with_whoever_made_it(change):
    by = a_person("Ada Administrator")

    expected = change(by)

    entry = AuditEntry.objects.latest("pk")
    assert entry.action == expected.action
    assert (entry.by_id, entry.at) == (by.pk, NOON)
    assert (entry.about_kind, entry.about_id) == (expected.about._meta.label_lower, str(expected.about.pk))
    assert entry.subject_id == (expected.subject.pk if expected.subject else None)
    assert (entry.detail, entry.reason) == (expected.detail, expected.reason)


def test_whoever_makes_an_account_alone_made_it_themselves():
    user = actions.make_account(email="new@example.org", name="New", by=None, at=NOON)

    entry = AuditEntry.objects.get()
    assert (entry.by_id, entry.about_id, entry.subject_id) == (user.pk, str(user.pk), user.pk)


def test_a_registration_that_is_removed_leaves_its_entry():
    user, by = a_person(), a_person()
    entry = actions.add_registration(user=user, register="nmc", number="12A3456E", by=by, at=NOON)
    number = entry.pk

    actions.remove_registration(registration=entry, by=by, at=NOON)

    written = AuditEntry.objects.latest("pk")
    assert (written.action, written.about_id) == ("registration.removed", str(number))
    assert (written.by_id, written.subject_id) == (by.pk, user.pk)


def test_an_invitation_sent_again_and_a_joining_say_who_did_it():
    old, by, joins = invited(), a_person(), a_person()
    before = AuditEntry.objects.latest("pk").pk

    fresh = actions.invite_again(invitation=old, by=by, at=NOON)
    actions.accept_invitation(invitation=fresh, by=joins, at=NOON)

    written = AuditEntry.objects.filter(pk__gt=before).order_by("pk").values_list("action", "by_id")
    assert list(written) == [
        ("invitation.withdrawn", by.pk),
        ("invitation.made", by.pk),
        ("address.confirmed", joins.pk),
        ("membership.began", joins.pk),
        ("invitation.accepted", joins.pk),
    ]


def test_closing_an_account_says_who_ended_what_went_with_it():
    user, by = a_person(), a_person()
    a_membership(user, an_empty_team())
    actions.grant_role(user=user, role="trainer", by=a_person(), at=NOON)
    before = AuditEntry.objects.latest("pk").pk

    actions.close_account(user=user, by=by, at=NOON)

    written = AuditEntry.objects.filter(pk__gt=before).values_list("action", "by_id", "subject_id")
    assert set(written) == {
        (action, by.pk, user.pk) for action in ("role.ended", "membership.ended", "account.closed")
    }


def test_an_organisation_is_made_of_what_was_said():
    made = actions.make_organisation(
        name="Wirral Trust", sector=Organisation.Sector.COUNCIL, ods_code="RBL", by=a_person(), at=NOON
    )

    made.refresh_from_db()
    assert (made.name, made.sector, made.ods_code) == ("Wirral Trust", Organisation.Sector.COUNCIL, "RBL")


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (
            lambda by: actions.add_membership(
                user=a_person("Lea Left", closed_at=NOON, is_active=False),
                team=an_empty_team(),
                job_role=a_job_role(),
                since=TODAY,
                by=by,
                at=NOON,
            ),
            "The account of Lea Left is closed. Reopen it first.",
        ),
        (
            lambda by: actions.end_membership(
                membership=a_membership(a_person(), an_empty_team(), since=date(2026, 3, 5)),
                on=date(2026, 3, 4),
                by=by,
                at=NOON,
            ),
            "It began on 5 March 2026, so its last day cannot be before that.",
        ),
        (
            lambda by: actions.close_organisation(
                organisation=a_team()[0].organisation, on=TODAY, by=by, at=NOON
            ),
            "still has open teams. Close them first, then close the organisation.",
        ),
    ],
)
def test_what_cannot_be_done_says_why_and_leaves_no_entry(act, says):
    with pytest.raises(Refusal, match=says):
        act(a_person())

    assert not AuditEntry.objects.exists()


def test_somebody_in_one_team_joins_another():
    user = a_person()
    a_membership(user, an_empty_team())

    actions.add_membership(
        user=user, team=an_empty_team(), job_role=a_job_role(), since=TODAY, by=a_person(), at=NOON
    )

    assert user.memberships.count() == 2


def test_another_job_role_after_a_while_leaves_the_old_one_in_the_past():
    membership = a_membership(a_person(), an_empty_team())

    now = actions.change_job_role(
        membership=membership, job_role=a_job_role("Midwife"), on=TODAY, by=a_person(), at=NOON
    )

    membership.refresh_from_db()
    assert (membership.job_role.name, str(membership.until)) == ("Health visitor", "2026-11-22")
    assert (now.job_role.name, now.since, now.until) == ("Midwife", TODAY, None)


def test_nobody_is_in_a_team_twice_at_a_time():
    membership = a_membership(a_person("Lea"), an_empty_team(name="Leigh"), until=TODAY)
    again = {
        "user": membership.user,
        "team": membership.team,
        "job_role": a_job_role(),
        "by": a_person(),
        "at": NOON,
    }

    with pytest.raises(Refusal, match="Lea is already in Leigh at that time, as a member"):
        actions.add_membership(since=TODAY, **again)

    assert actions.add_membership(since=TODAY + timedelta(days=1), **again).since > TODAY
