"""A form that is not taken says which of its three causes it was."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=True)


def send(visitor, *, token="", **more):
    return visitor.post(reverse("account_login"), {"login": "", "csrfmiddlewaretoken": token}, **more)


def test_without_cookies_it_says_that_cookies_are_off(visitor):
    answer = send(visitor)

    assert answer.status_code == 403
    assert "keeps no cookies for this site" in answer.text


def test_a_form_that_is_too_old_says_so(visitor):
    visitor.get(reverse("account_login"))

    assert "open for a long time" in send(visitor, token="x" * 64).text
    assert "open for a long time" in send(visitor).text


@pytest.mark.parametrize(
    "more",
    [
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "https://evil.example.org"},
        {"secure": True},
        {"secure": True, "HTTP_REFERER": "https://evil.example.org/"},
        {"secure": True, "HTTP_REFERER": "nonsense"},
        {"secure": True, "HTTP_REFERER": "http://testserver/"},
    ],
)
def test_a_form_that_nobody_knows_the_page_of_says_what_hides_it(visitor, more):
    visitor.get(reverse("account_login"))
    token = visitor.cookies["csrftoken"].value

    answer = send(visitor, token=token, **more)

    assert answer.status_code == 403
    assert "hides which page the form stood on" in answer.text


def test_a_form_of_our_own_page_is_taken(visitor):
    visitor.get(reverse("account_login"))
    token = visitor.cookies["csrftoken"].value

    answer = send(visitor, token=token, secure=True, HTTP_REFERER="https://testserver/accounts/login/")

    assert answer.status_code == 200
