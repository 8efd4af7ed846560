"""How long somebody stays signed in: a fortnight for one's own learning, half a day with trust."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from lms.core.models import OutgoingMail
from lms.people import actions
from tests.factories import NOON
from tests.factories.people import a_team

pytestmark = pytest.mark.django_db
PASSWORD = "lantern-otter-gravel"
ACCOUNT = "/accounts/"
HALF_A_DAY = timedelta(hours=12)
MOMENT = timedelta(seconds=5)


@pytest.fixture(autouse=True)
def clock(time_machine, settings):
    settings.LOGIN_REDIRECT_URL = ACCOUNT
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def person(db):
    return actions.make_account(email="jo@example.org", name="Jo", password=PASSWORD, by=None, at=NOON)


def sign_in(client):
    answer = client.post(reverse("account_login"), {"login": "jo@example.org", "password": PASSWORD})
    assert answer["Location"] == ACCOUNT


def sign_in_by_code(client):
    client.post(reverse("account_request_login_code"), {"email": "jo@example.org"})
    text = OutgoingMail.objects.filter(to="jo@example.org").latest("pk").text
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", text, re.MULTILINE)[1]
    client.post(reverse("account_confirm_login_code"), {"code": code})


def is_signed_in(client) -> bool:
    return client.get(ACCOUNT).status_code == 200


def give_role(person):
    actions.grant_role(user=person, role="trainer", by=None, at=NOON)


def make_manager(person):
    team, _ = a_team()
    role = team.memberships.first().job_role
    since = NOON.date()
    actions.add_membership(
        user=person, team=team, job_role=role, kind="manager", since=since, by=None, at=NOON
    )


@pytest.mark.parametrize("come_in", [sign_in, sign_in_by_code])
@pytest.mark.parametrize("trust", [give_role, make_manager])
def test_whoever_is_trusted_signs_in_again_after_half_a_day_however_busy(
    client, clock, person, trust, come_in
):
    trust(person)
    come_in(client)

    for hours in range(1, 12):
        clock.move_to(NOON + timedelta(hours=hours), tick=False)
        assert is_signed_in(client)
    clock.move_to(NOON + HALF_A_DAY - MOMENT, tick=False)
    assert is_signed_in(client)
    clock.move_to(NOON + HALF_A_DAY + MOMENT, tick=False)
    assert not is_signed_in(client)


def test_whoever_only_learns_stays_for_a_fortnight(client, clock, person):
    sign_in(client)

    clock.move_to(NOON + timedelta(days=13, hours=23), tick=False)
    assert is_signed_in(client)
    clock.move_to(NOON + timedelta(days=28, hours=1), tick=False)
    assert not is_signed_in(client)


def test_trust_that_is_given_meanwhile_ends_the_session_in_time_too(client, clock, person):
    sign_in(client)
    give_role(person)

    clock.move_to(NOON + timedelta(hours=2), tick=False)
    assert is_signed_in(client)
    clock.move_to(NOON + HALF_A_DAY + MOMENT, tick=False)
    assert not is_signed_in(client)


@pytest.mark.parametrize("come_in", [sign_in, sign_in_by_code])
def test_a_trusted_session_that_was_left_alone_is_over_after_half_a_day(client, clock, person, come_in):
    give_role(person)
    come_in(client)

    clock.move_to(NOON + HALF_A_DAY + MOMENT, tick=False)

    assert not is_signed_in(client)
