"""When something is not as hoped, the page says so in words, and nothing of the inside."""

import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, InternalError, OperationalError, connection
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import path, reverse

from lms.core.refusals import NotAllowed, Refusal, TooMany
from lms.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401 - this module is a URLconf
from tests.factories.courses import an_edition
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db

ERRORS = {
    "refused": Refusal("These answers were already sent in.", see="/elsewhere/"),
    "not-allowed": NotAllowed("Only this team’s managers can see its progress."),
    "too-many": TooMany("That was asked very often.", wait=60),
    "odd": SuspiciousOperation("secret detail"),
    "missing": Http404(),
    "broken": ZeroDivisionError("secret detail"),
    "away": OperationalError("server closed the connection"),
    "gone": InterfaceError("connection already closed"),
}


class _ReadOnly(Exception):
    sqlstate = "25006"


def read_only():
    error = InternalError("cannot execute INSERT in a read-only transaction")
    error.__cause__ = _ReadOnly()
    return error


def session_that_could_not_be_saved():
    """What Django makes of a session that a database refuses to keep."""
    error = SessionInterrupted("The request's session was deleted before the request completed.")
    error.__context__ = read_only()
    return error


ERRORS |= {"read-only": read_only(), "session": session_that_could_not_be_saved()}


def fails(request, kind):
    raise ERRORS[kind]


fails.login_required = False
urlpatterns = [path("fails/<str:kind>/", fails), *urlpatterns]


@pytest.fixture(autouse=True)
def this_urlconf(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture(autouse=True)
def connection_stays(monkeypatch):
    """The transaction of the test lives on this connection."""
    monkeypatch.setattr("lms.core.middleware.connection.close", lambda: None)


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def away(execute, sql, params, many, context):
    raise OperationalError("server closed the connection unexpectedly")


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("refused", 409, "These answers were already sent in."),
        ("not-allowed", 403, "Only this team’s managers can see its progress."),
        ("too-many", 429, "That was asked very often. Wait 1\xa0minute, then try again."),
        ("odd", 400, "We could not read what you sent"),
        ("missing", 404, "We cannot find that page"),
        ("broken", 500, "This is our fault, not yours."),
        ("away", 503, "Back in a moment"),
        ("gone", 503, "Back in a moment"),
        ("read-only", 503, "Back in a moment"),
        ("session", 503, "Back in a moment"),
    ],
)
def test_each_trouble_has_its_page(visitor, kind, status, words):
    answer = visitor.get(f"/fails/{kind}/")

    assert answer.status_code == status
    assert words in answer.text
    assert "secret detail" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("kind", "status"), [("refused", 409), ("not-allowed", 403), ("too-many", 429), ("away", 503)]
)
def test_who_asks_for_json_is_answered_in_json(visitor, kind, status):
    answer = visitor.get(f"/fails/{kind}/", headers={"Accept": "application/json"})

    assert answer.status_code == status
    assert answer.json()["title"]


def test_a_refusal_says_where_to_look_instead(visitor):
    assert 'href="/elsewhere/"' in visitor.get("/fails/refused/").text


def test_a_form_that_is_too_old_is_asked_for_once_more():
    answer = Client(enforce_csrf_checks=True).post("/fails/broken/")

    assert answer.status_code == 403
    assert "Please send that again" in answer.text


@pytest.mark.parametrize("page", ["/verify/some-token/", "/record/certificates/PIER-0000-0000-0/"])
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_database_that_is_away_is_a_pause_on_every_kind_of_page(visitor, page, accept):
    """Also at the lookup of session and person, before any view is reached."""
    visitor.force_login(a_person())

    with connection.execute_wrapper(away):
        answer = visitor.get(page, headers={"Accept": accept})

    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "server closed" not in answer.text


def refuses_to_write(execute, sql, params, many, context):
    if sql.split()[0] in {"INSERT", "UPDATE", "DELETE"}:
        raise read_only()
    return execute(sql, params, many, context)


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_database_that_can_only_be_read_is_a_pause_wherever_something_is_written(visitor, accept):
    """At joining a course, and at a session's own row."""
    edition = an_edition()
    asked = {"headers": {"Accept": accept}}
    visitor.force_login(a_person())
    with connection.execute_wrapper(refuses_to_write):
        answers = [
            visitor.post(reverse("courses:join", args=[edition.course.slug]), **asked),
            visitor.post(reverse("account_logout"), **asked),
        ]

    assert [answer.status_code for answer in answers] == [503, 503]
    assert all(answer["Retry-After"].isdigit() for answer in answers)


def test_pages_of_trouble_ask_nothing_of_the_database(visitor, django_assert_num_queries):
    with django_assert_num_queries(0):
        visitor.get("/fails/broken/")
        visitor.get("/fails/away/")


def test_what_needs_no_database_answers_without_one(visitor):
    with connection.execute_wrapper(away):
        assert visitor.get("/healthz").status_code == 200


def test_an_answer_that_is_fine_is_left_alone(visitor):
    assert isinstance(visitor.get("/healthz"), HttpResponse)
    assert "Retry-After" not in visitor.get("/healthz")
