"""Signing in at one's organisation, against a provider that runs on this machine."""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils import timezone

from lms.core.models import AuditEntry, OutgoingMail
from lms.environment import Environment
from lms.people import actions
from lms.people.models import RoleHolding, User
from tests.factories.factors import an_app
from tests.factories.provider import IDENTIFIER, Provider, as_setting, running_provider

pytestmark = pytest.mark.django_db
ACCOUNT = "/accounts/"


@pytest.fixture(scope="module")
def running():
    with running_provider() as provider:
        yield provider


def use(settings, address, **more):
    said = json.dumps([as_setting(address, **more)])
    settings.SINGLE_SIGN_ON = Environment({"SINGLE_SIGN_ON": said}).single_sign_on("SINGLE_SIGN_ON")


@pytest.fixture
def provider(running, settings) -> Provider:
    settings.LOGIN_REDIRECT_URL = ACCOUNT
    use(settings, running.address)
    return running


@pytest.fixture
def jo() -> User:
    return actions.make_account(email="jo@example.org", name="Jo", by=None, at=timezone.now())


def is_signed_in(client) -> bool:
    return client.get(ACCOUNT).status_code == 200


def test_the_sign_in_page_offers_it_and_nothing_where_there_is_none(client, provider, settings):
    assert "Sign in with Bay Trust" in client.get(reverse("account_login")).text
    settings.SINGLE_SIGN_ON = []

    assert "Or at your organisation" not in client.get(reverse("account_login")).text
    assert client.get(f"/accounts/at/{IDENTIFIER}/").status_code == 404


def test_an_address_that_both_have_confirmed_signs_in_and_the_person_is_told_once(client, provider, jo):
    provider.knows("b-1", email="JO@example.org", email_verified=True, name="Somebody Else")

    assert provider.sign_in(client, "b-1")["Location"] == ACCOUNT
    assert is_signed_in(client)
    jo.refresh_from_db()
    assert jo.name == "Jo", "what they call somebody changes nothing here"
    client.post(reverse("account_logout"))
    provider.sign_in(client, "b-1")
    assert SocialAccount.objects.get().user == jo
    assert not SocialToken.objects.exists()
    assert OutgoingMail.objects.filter(to=jo.email, subject__contains="Bay Trust").count() == 1
    page = client.get(reverse("people:my_sign_ins")).text
    assert "with your organisation’s sign-in" in page


def test_where_it_was_going_is_kept(client, provider, jo):
    provider.knows("b-1b", email=jo.email, email_verified=True)

    answer = provider.sign_in(client, "b-1b", next="/accounts/name/")

    assert answer["Location"] == "/accounts/name/"
    assert (
        provider.sign_in(type(client)(), "b-1b", next="https://elsewhere.example.org/")["Location"] == ACCOUNT
    )


@pytest.mark.parametrize(
    ("theirs", "ours"), [(False, True), (None, True), (True, False)], ids=["they", "they say nothing", "we"]
)
def test_an_address_that_one_side_has_not_confirmed_links_nothing(client, provider, jo, theirs, ours):
    EmailAddress.objects.filter(user=jo).update(verified=ours)
    subject = f"b-2-{theirs}-{ours}"
    claims = {} if theirs is None else {"email_verified": theirs}
    provider.knows(subject, email=jo.email, **claims)

    page = provider.sign_in(client, subject)

    assert page.status_code == 403
    assert "that both of us have confirmed" in page.text
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_a_provider_may_vouch_for_the_addresses_of_its_domains(client, provider, settings, jo):
    use(settings, provider.address, domains=["example.org"])
    provider.knows("b-3", email=jo.email)
    provider.knows("b-4", email="ann@elsewhere.example.net")
    actions.make_account(email="ann@elsewhere.example.net", name="Ann", by=None, at=timezone.now())

    assert provider.sign_in(client, "b-3")["Location"] == ACCOUNT
    assert provider.sign_in(type(client)(), "b-4").status_code == 403


def test_nobody_gets_an_account_like_this(client, provider):
    provider.knows("b-5", email="new@example.org", email_verified=True)

    assert provider.sign_in(client, "b-5").status_code == 403
    assert not User.objects.filter(email="new@example.org").exists()


def test_roles_never_come_from_it(client, provider, jo):
    provider.knows(
        "b-6",
        email=jo.email,
        email_verified=True,
        roles=["network-administrator"],
        groups=["admins"],
        is_superuser=True,
    )
    provider.sign_in(client, "b-6")

    jo.refresh_from_db()
    assert not jo.is_superuser
    assert not RoleHolding.objects.filter(user=jo).exists()


def test_a_closed_account_stays_closed(client, provider, jo):
    actions.close_account(user=jo, by=jo, at=timezone.now())
    provider.knows("b-7", email=jo.email, email_verified=True)

    answer = provider.sign_in(client, "b-7")

    assert answer["Location"] == reverse("account_inactive")
    assert not SocialAccount.objects.exists()


def test_a_second_factor_of_ours_is_asked_for_unless_they_asked(client, provider, jo):
    an_app(jo)
    provider.knows("b-8", email=jo.email, email_verified=True)
    assert provider.sign_in(client, "b-8")["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)

    provider.knows("b-8", email=jo.email, email_verified=True, amr=["pwd", "mfa"])

    assert provider.sign_in(client, "b-8")["Location"] == ACCOUNT


def test_their_second_factor_counts_where_one_is_needed(client, provider, settings, jo):
    settings.SECOND_FACTOR_REQUIRED = True
    actions.grant_role(user=jo, role="network-administrator", by=None, at=timezone.now())
    User.objects.filter(pk=jo.pk).update(second_factor_due_on=timezone.localdate())
    provider.knows("b-9", email=jo.email, email_verified=True, amr=["pwd"])
    provider.sign_in(client, "b-9")
    assert client.get(reverse("people:organisations"))["Location"] == reverse("mfa_index")

    provider.knows("b-9", email=jo.email, email_verified=True, amr=["pwd", "mfa"])
    provider.sign_in(client, "b-9")

    assert client.get(reverse("people:organisations")).status_code == 200
    assert not Authenticator.objects.filter(user=jo).exists()


def test_whoever_presses_cancel_there_is_told_what_to_do(client, provider):
    there = client.get(f"/accounts/at/{IDENTIFIER}/")["Location"]
    page = client.get(f"/accounts/at/{IDENTIFIER}/back/?error=access_denied&state={state_in(there)}")

    assert page.status_code == 403
    assert "You did not sign in there" in page.text


@pytest.mark.parametrize(
    "asked", ["", "?code=1", "?code=1&state=made-up", "?error=server_error", "?state=%00"]
)
def test_what_this_session_did_not_ask_for_signs_nobody_in(client, provider, asked):
    page = client.get(f"/accounts/at/{IDENTIFIER}/back/{asked}")

    assert page.status_code == 403
    assert not is_signed_in(client)


def test_an_answer_is_good_once(client, provider, jo):
    provider.knows("b-10", email=jo.email, email_verified=True)
    there = client.get(f"/accounts/at/{IDENTIFIER}/")["Location"]
    back = provider.answer(there, sub="b-10")
    client.get(back)
    client.post(reverse("account_logout"))

    assert client.get(back).status_code == 403
    assert not is_signed_in(client)


def test_connecting_an_account_without_a_confirmed_address_has_no_door(client, provider, jo):
    client.force_login(jo)

    assert client.get(f"/accounts/at/{IDENTIFIER}/?process=connect").status_code == 404


# --- Bad luck ----------------------------------------------------------------------------------------------


def test_a_provider_that_is_away_is_a_sentence(client, provider, settings):
    with socket.create_server(("localhost", 0)) as nobody:
        address = f"http://localhost:{nobody.getsockname()[1]}"
    use(settings, address)

    page = client.get(f"/accounts/at/{IDENTIFIER}/")

    assert page.status_code == 403
    assert "does not answer as it should" in page.text
    assert "Sign in another way" in page.text


def test_one_that_answers_nothing_keeps_nobody_waiting_for_long(client, provider, settings):
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.2
    with socket.create_server(("localhost", 0)) as silent:
        use(settings, f"http://localhost:{silent.getsockname()[1]}")

        assert "does not answer as it should" in client.get(f"/accounts/at/{IDENTIFIER}/").text


@pytest.mark.parametrize(
    "words", [b"", b"<html>", b"[]", b"3", b"null", b"{}", b'{"authorization_endpoint": 1}']
)
def test_one_that_answers_nonsense_is_a_sentence(client, provider, settings, words):
    with answering(words) as address:
        use(settings, address)
        page = client.get(f"/accounts/at/{IDENTIFIER}/")

    assert page.status_code in (302, 403)
    assert page.status_code == 302 or "does not answer as it should" in page.text


@pytest.mark.parametrize(
    "said",
    ["nonsense", '{"id": "a"}', '[{"id": "A B"}]', '[{"id": "a", "name": "A"}]', "3", '["a"]'],
)
def test_a_setting_that_is_not_understood_stops_the_start_and_says_so(said):
    with pytest.raises(ImproperlyConfigured, match="SINGLE_SIGN_ON"):
        Environment({"SINGLE_SIGN_ON": said}).single_sign_on("SINGLE_SIGN_ON")


def test_production_asks_only_servers_that_it_can_be_sure_of():
    said = json.dumps([as_setting("http://login.bay.example.org")])
    environment = Environment({"PIER_ENV": "production", "SINGLE_SIGN_ON": said})
    environment.single_sign_on("SINGLE_SIGN_ON")

    assert environment.problems == ["SINGLE_SIGN_ON names a server without https://."]


def test_linking_is_written_down(client, provider, jo):
    provider.knows("b-11", email=jo.email, email_verified=True)
    provider.sign_in(client, "b-11")

    entry = AuditEntry.objects.get(action="provider.linked")
    assert (entry.subject_id, entry.detail["provider"]) == (jo.pk, "Bay Trust")
    assert "You signed in with Bay Trust for the first time" in client.get(reverse("people:my_sign_ins")).text


def state_in(address):
    return address.split("state=")[1].split("&")[0]


class answering:  # noqa: N801 - reads as a sentence
    """A server that says the same to everything."""

    def __init__(self, words):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(words)

            def log_message(self, *_):
                pass

        self.server = HTTPServer(("localhost", 0), Handler)

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return f"http://localhost:{self.server.server_port}"

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
