"""The page that an invitation's mail links to, as the invited person meets it."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from lms.core.models import OutgoingMail
from lms.people import actions
from lms.people.models import Membership, User
from tests.factories.people import a_person
from tests.people.test_invitations import PASSWORD, an_invitation

pytestmark = pytest.mark.django_db
ACCOUNT = "/accounts/"


@pytest.fixture(autouse=True)
def _a_place_to_land(settings):
    settings.LOGIN_REDIRECT_URL = ACCOUNT


@pytest.fixture
def invitation(db):
    return an_invitation(at=timezone.now())


def page_of(invitation, **query) -> str:
    return reverse("people:invitation", args=[invitation.token], query=query or None)


def test_reading_it_changes_nothing(client, invitation):
    page = client.get(page_of(invitation))

    assert invitation.team.name in page.text
    assert invitation.team.organisation.name in page.text
    assert invitation.email in page.text
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_two_fields_and_one_press_lead_to_my_place(client, invitation):
    page = client.get(page_of(invitation))
    assert page.text.count("<input") - page.text.count('type="hidden"') == 2

    answer = client.post(page_of(invitation), {"name": "New Person", "password": PASSWORD})

    assert answer["Location"] == ACCOUNT
    assert client.get(ACCOUNT).context["user"].name == "New Person"


def test_a_course_that_was_named_comes_next(client, invitation):
    answer = client.post(
        page_of(invitation, next="/courses/x/"), {"name": "New Person", "password": PASSWORD}
    )

    assert answer["Location"] == "/courses/x/"


def test_another_site_does_not(client, invitation):
    answer = client.post(
        page_of(invitation, next="https://evil.example.org/"), {"name": "New", "password": PASSWORD}
    )

    assert answer["Location"] == ACCOUNT


def test_a_name_of_300_characters_is_a_name(client, invitation):
    client.post(page_of(invitation), {"name": "Ł" * 300, "password": PASSWORD})

    assert User.objects.filter(name="Ł" * 300).exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": "N" * 301, "password": PASSWORD}, "names of up to 300 characters"),
        ({"name": "", "password": PASSWORD}, "Enter your name."),
        ({"name": "New", "password": ""}, "Choose a password."),
        ({"name": "New", "password": "short"}, "at least 12 characters"),
        ({"name": "\u3164", "password": PASSWORD}, "There is nothing to be seen in this."),
    ],
)
def test_what_cannot_be_taken_is_said(client, invitation, values, sentence):
    page = client.post(page_of(invitation), values)

    assert page.status_code == 200
    assert sentence in page.text
    assert not User.objects.filter(email=invitation.email).exists()


def test_opened_while_signed_in_it_joins_that_account_with_one_press(client, invitation):
    somebody = a_person("Somebody Else")
    client.force_login(somebody)
    assert "Join with this account" in client.get(page_of(invitation)).text

    answer = client.post(page_of(invitation))

    assert answer["Location"] == ACCOUNT
    assert Membership.objects.get(team=invitation.team).user == somebody
    assert not User.objects.filter(email=invitation.email).exists()


def test_whoever_has_an_account_signs_in_first_and_comes_back(client):
    lea = actions.make_account(
        email="lea@example.org", name="Lea", password=PASSWORD, by=None, at=timezone.now()
    )
    invitation = an_invitation(email="lea@example.org", at=timezone.now())

    page = client.get(page_of(invitation))
    posted = client.post(page_of(invitation), {"name": "Lea", "password": "kettle-moss-viaduct"})
    signed_in = client.post(page.context["sign_in"], {"login": lea.email, "password": PASSWORD})

    assert not Membership.objects.exists()
    assert posted.status_code == 200
    assert signed_in["Location"] == page_of(invitation)


def test_over_withdrawn_used_and_unknown_look_alike(client):
    by = a_person()
    old = an_invitation(email="a@example.org", at=timezone.now() - timedelta(days=14))
    gone = an_invitation(email="b@example.org", at=timezone.now())
    used = an_invitation(email="c@example.org", at=timezone.now())
    actions.withdraw_invitation(invitation=gone, by=by, at=timezone.now())
    actions.accept_invitation(invitation=used, by=by, at=timezone.now())
    addresses = [page_of(old), page_of(gone), page_of(used), reverse("people:invitation", args=["x" * 43])]

    pages = [client.get(address) for address in addresses]
    posts = [client.post(address, {"name": "N", "password": PASSWORD}) for address in addresses]

    assert {answer.status_code for answer in pages + posts} == {404}
    assert len({answer.text for answer in pages + posts}) == 1
    assert "This invitation is over" in pages[0].text


def test_with_another_account_it_says_whom_it_was_meant_for_and_adds_the_address(client, invitation):
    person = a_person("Already Here")
    client.force_login(person)

    page = client.get(page_of(invitation))
    assert "which is not an address of yours here yet" in page.text
    assert invitation.email in page.text
    client.post(page_of(invitation))

    address = EmailAddress.objects.get(email=invitation.email)
    assert (address.user, address.verified) == (person, True)
    assert Membership.objects.get(user=person).team == invitation.team


def test_an_invitation_to_the_address_of_another_account_is_not_accepted_with_this_one(client, invitation):
    theirs = actions.make_account(email=invitation.email, name="Somebody Else", by=None, at=timezone.now())
    client.force_login(a_person("Already Here"))

    page = client.get(page_of(invitation))
    answer = client.post(page_of(invitation))

    assert "Meant for somebody else" in page.text
    assert "Join with this account" not in page.text
    assert "belongs to another account" in answer.text
    assert not Membership.objects.exists()
    assert EmailAddress.objects.get(email=invitation.email).user == theirs


def test_whoever_invited_a_manager_is_told_who_accepted():
    invitation = an_invitation(at=timezone.now(), kind="manager")
    person = a_person("Mona Manager")

    actions.accept_invitation(invitation=invitation, by=person, at=timezone.now())

    mail = OutgoingMail.objects.get(to=invitation.invited_by.email)
    assert mail.subject == f"Mona Manager manages {invitation.team.name} now"
    assert invitation.email in mail.text
