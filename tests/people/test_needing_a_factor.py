"""Who needs a second factor, from when on; and what happens when one is lost."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from lms.core.models import AuditEntry, OutgoingMail
from lms.core.words import long_date
from lms.people import actions
from lms.people.actions.factors import NoFactor
from lms.people.rules.sessions import GRACE, TRUSTED_PATHS, second_factor_due_on
from tests.factories import NOON
from tests.factories.factors import an_app, code_now
from tests.factories.people import a_membership, an_empty_team
from tests.house.authorisation.addresses import addresses
from tests.house.authorisation.rows import ROWS
from tests.house.authorisation.table import Who
from tests.people.doors import (
    ACCOUNT,
    PASSWORD,
    add_an_app,
    is_signed_in,
    it_is_me,
    make,
    second_step,
    sign_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine, settings):
    settings.LOGIN_REDIRECT_URL = ACCOUNT
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def jo():
    return make("jo", PASSWORD)


# --- Who needs one -----------------------------------------------------------------------------------------


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def organisations(client):
    return client.get(reverse("people:organisations"))


def give_role(person):
    actions.grant_role(user=person, role="network-administrator", by=None, at=NOON)


def test_whoever_is_trusted_has_fourteen_days_and_is_told(client, clock, jo, required):
    give_role(jo)
    sign_in(client, jo)
    assert f"From {long_date(second_factor_due_on(NOON.date()))}" in client.get(ACCOUNT).text
    assert organisations(client).status_code == 200

    clock.shift(GRACE)
    sign_in(client, jo)
    answer = organisations(client)

    assert answer["Location"] == reverse("mfa_index")
    assert "needs a second factor" in client.get(answer["Location"]).text
    assert is_signed_in(client), "one's own pages stay open"


def test_scripts_are_told_where_to_go(client, clock, jo, required):
    give_role(jo)
    sign_in(client, jo)
    clock.shift(GRACE)
    sign_in(client, jo)

    answer = client.get(reverse("people:organisations"), headers={"Accept": "application/json"})

    assert answer.json() == {"see": reverse("mfa_index")}


def test_with_one_the_pages_open_at_once(client, clock, jo, required):
    give_role(jo)
    sign_in(client, jo)
    clock.shift(GRACE)
    sign_in(client, jo)
    it_is_me(client)
    add_an_app(client)

    assert organisations(client).status_code == 200


def test_days_of_grace_do_not_begin_anew_with_every_sign_in(client, clock, jo, required):
    give_role(jo)
    sign_in(client, jo)
    clock.shift(timedelta(days=10))
    sign_in(client, jo)
    jo.refresh_from_db()

    assert jo.second_factor_due_on == second_factor_due_on(timezone.localdate(NOON))


def test_managers_need_one_and_learners_do_not(client, clock, jo, required):
    lea = make("lea", PASSWORD)
    a_membership(jo, an_empty_team(), kind="manager")
    due = {}
    for person in (jo, lea):
        sign_in(client, person)
        person.refresh_from_db()
        due[person.name] = bool(person.second_factor_due_on)
        client.logout()

    assert due == {"Jo": True, "Lea": False}


def test_where_it_is_not_required_nobody_is_asked(client, clock, jo):
    give_role(jo)
    sign_in(client, jo)
    clock.shift(GRACE)
    sign_in(client, jo)

    assert organisations(client).status_code == 200


#: Pages for people with trust that show nothing of anybody else.
ELSEWHERE = {"cms:media"}


def test_every_page_of_trust_waits_for_it():
    learners = {Who.LEARNER, Who.OTHER_LEARNER, Who.ANONYMOUS}
    of_trust = {row.name for row in ROWS if not (row.by | row.other_by) & learners}
    routes = {each.name: f"/{each.route}" for each in addresses()}

    found = sorted(name for name in of_trust if not routes[name].startswith(TRUSTED_PATHS))

    assert len(of_trust) > 20
    assert [name for name in found if name not in ELSEWHERE] == []


# --- Lost --------------------------------------------------------------------------------------------------


def remove(client, person, reason="Lost the phone; I rang back."):
    return client.post(reverse("people:remove_factors", args=[person.key]), {"reason": reason})


@pytest.fixture
def network(client):
    ruth = make("ruth", PASSWORD)
    give_role(ruth)
    sign_in(client, ruth)
    it_is_me(client)
    return ruth


def test_a_lost_factor_is_removed_and_both_are_told(client, jo, network):
    an_app(jo)
    theirs = type(client)()
    sign_in(theirs, jo)
    second_step(theirs, code_now())
    assert "second factor is lost" in client.get(reverse("people:person", args=[jo.key])).text

    remove(client, jo)

    assert not Authenticator.objects.filter(user=jo).exists()
    assert not is_signed_in(theirs)
    assert sign_in(theirs, jo)["Location"] == ACCOUNT
    assert OutgoingMail.objects.filter(to=network.email, subject__startswith="You removed").count() == 1
    assert OutgoingMail.objects.filter(to=jo.email, subject="Your second factor was removed").count() == 1
    entry = AuditEntry.objects.get(action="factors.removed")
    assert (entry.by_id, entry.subject_id, entry.reason) == (
        network.pk,
        jo.pk,
        "Lost the phone; I rang back.",
    )


def test_removing_asks_why(client, jo, network):
    an_app(jo)

    assert "Write why" in remove(client, jo, reason=" ").text
    assert Authenticator.objects.filter(user=jo).exists()


def test_what_is_not_there_any_more_is_a_sentence(client, jo, network):
    answer = remove(client, jo)

    assert answer.status_code == NoFactor.status
    assert "has no second factor" in answer.text


def test_nobody_removes_their_own_like_this(client, network):
    an_app(network)

    assert remove(client, network).status_code == 403
    assert Authenticator.objects.filter(user=network).exists()


def test_an_organisations_administrator_removes_it_of_those_without_a_role(client, jo):
    team = an_empty_team()
    ola, tess = make("ola", PASSWORD), make("tess")
    role, organisation = "organisation-administrator", team.organisation
    actions.grant_role(user=ola, role=role, organisation=organisation, by=None, at=NOON)
    actions.grant_role(user=tess, role="trainer", by=None, at=NOON)
    for person in (jo, tess):
        a_membership(person, team)
        an_app(person)
    sign_in(client, ola)
    it_is_me(client)

    assert remove(client, tess).status_code == 403
    assert remove(client, jo).status_code == 302
    assert Authenticator.objects.filter(user=tess).exists()


def test_removing_is_asked_for_again_who_it_is(client, clock, jo, network):
    an_app(jo)
    clock.shift(timedelta(minutes=16))

    assert remove(client, jo)["Location"].startswith(reverse("account_reauthenticate"))
    assert Authenticator.objects.filter(user=jo).exists()
