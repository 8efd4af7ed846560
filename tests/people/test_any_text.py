"""Text of every plane of Unicode in every field that people type into: taken or refused, never an error."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.people import actions
from tests.factories import NOON
from tests.factories.people import an_empty_team, an_organisation

pytestmark = pytest.mark.django_db
PASSWORD = "lantern-otter-gravel"
ANY = st.text(st.characters(codec="utf-8"), max_size=40) | st.text(
    st.characters(categories=["Cf", "Co", "Cn", "Mn"])
)


@pytest.fixture
def desk(client, db):
    """A network administrator who was asked a moment ago who they are."""
    ruth = actions.make_account(email="ruth@example.org", name="Ruth", password=PASSWORD, by=None, at=NOON)
    actions.grant_role(user=ruth, role="network-administrator", by=None, at=NOON)
    client.post(reverse("account_login"), {"login": "ruth@example.org", "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": "/accounts/"})
    client.team = an_empty_team(organisation=an_organisation())
    client.ruth = ruth
    return client


FIELDS = [
    ("people:my_name", ["name"]),
    ("people:my_certificates", ["name", "employer"]),
    ("people:my_registrations", ["register", "number"]),
    ("people:new_organisation", ["name", "sector", "locality"]),
    ("people:new_team", ["name", "parent"]),
    ("people:rename_team", ["name"]),
    ("people:add_person", ["person", "job_role", "since"]),
    ("people:invite", ["addresses", "team", "job_role", "kind"]),
    ("people:grant_role", ["email", "role", "organisation"]),
    ("people:correct_name", ["name"]),
    ("people:add_address", ["email"]),
    ("people:remove_factors", ["reason"]),
    ("reports:erase_person", ["name", "reason"]),
    ("account_email", ["email", "action_add"]),
    ("account_login", ["login", "password"]),
    ("account_request_login_code", ["email"]),
    ("account_reset_password", ["email"]),
    ("mfa_activate_totp", ["code"]),
]
SEARCHES = [
    "courses:catalogue",
    "people:people",
    "people:invitations",
    "certificates:verify_form",
    "reports:teams",
]


def address(desk, name):
    about = {
        "people:new_team": [desk.team.organisation_id],
        "people:invite": [desk.team.organisation_id],
        "people:invitations": [desk.team.organisation_id],
        "people:rename_team": [desk.team.pk],
        "people:add_person": [desk.team.pk],
    }
    with_key = ("people:correct_name", "people:add_address", "people:remove_factors", "reports:erase_person")
    return reverse(name, args=[desk.ruth.key] if name in with_key else about.get(name, []))


@pytest.mark.parametrize(("name", "fields"), FIELDS, ids=[name for name, _ in FIELDS])
@given(text=ANY)
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
def test_whatever_is_typed_is_taken_or_refused(desk, name, fields, text):
    answer = desk.post(address(desk, name), dict.fromkeys(fields, text))

    assert answer.status_code in (200, 302, 403, 429), name


@pytest.mark.parametrize("name", SEARCHES)
@given(text=ANY)
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
def test_whatever_is_looked_for_is_an_answer(desk, name, text):
    asked = dict.fromkeys(("q", "number", "page", "on", "name"), text)

    answer = desk.get(address(desk, name), asked)

    assert answer.status_code in (200, 302, 404, 429), name
    assert answer.status_code != 404 or "number" in answer.context["form"].errors, name
