"""Asked into teams from several sides at one moment, somebody joins each once, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.account.models import EmailAddress
from django.db import connections

from lms.core.refusals import Refusal
from lms.people import actions
from lms.people.models import Membership
from tests.clones import database, template  # noqa: F401 - fixtures
from tests.factories import NOON, TODAY
from tests.factories.people import a_job_role, a_membership, a_person, an_empty_team
from tests.people.test_invitations import an_invitation

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("database")]
TIMES = 6


def at_once(*acts):
    """Each in a thread of its own, let go at the same moment; what each returned or was refused with."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait(timeout=10)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def accepting(invitation, person):
    return lambda: actions.accept_invitation(invitation=invitation, by=person, at=NOON)


def test_two_invitations_accepted_at_once_are_two_memberships_and_one_address():
    for number in range(TIMES):
        person, email = a_person(), f"both{number}@example.org"
        invitations = [an_invitation(email=email) for _ in range(2)]

        at_once(*(accepting(each, person) for each in invitations))

        assert Membership.objects.filter(user=person).count() == 2
        assert EmailAddress.objects.filter(email=email, user=person, verified=True).count() == 1


def test_one_invitation_accepted_twice_at_once_is_one_membership():
    person = a_person()
    invitation = an_invitation()

    results = at_once(accepting(invitation, person), accepting(invitation, person))

    assert Membership.objects.filter(user=person).count() == 1
    assert sum(isinstance(each, Refusal) for each in results) == 1


def test_accepting_while_somebody_adds_the_same_person_ends_for_both():
    for number in range(TIMES):
        team, person = an_empty_team(), a_person()
        a_membership(person, an_empty_team(organisation=team.organisation))
        invitation = an_invitation(email=f"race{number}@example.org", team=team)
        job, by = a_job_role(), a_person()

        def add(team=team, person=person, job=job, by=by):
            return actions.add_colleague(
                user=person, team=team, job_role=job, kind="member", since=TODAY, by=by, at=NOON
            )

        at_once(accepting(invitation, person), add)

        assert Membership.objects.filter(user=person, team=team).count() == 1


def test_closing_an_account_while_its_job_role_changes_ends_for_both():
    for _ in range(TIMES):
        team, person, by = an_empty_team(), a_person(), a_person()
        membership = a_membership(person, team)
        job = a_job_role("Nursery nurse")

        def change(membership=membership, job=job, by=by):
            return actions.change_job_role(membership=membership, job_role=job, on=TODAY, by=by, at=NOON)

        def close(person=person, by=by):
            return actions.close_account(user=person, by=by, at=NOON)

        at_once(change, close)

        person.refresh_from_db()
        assert person.closed_at
        assert not Membership.objects.open().filter(user=person).exists()
