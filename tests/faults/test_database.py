"""A database that is away is a pause: every page says so, and when to come back."""

import re

import pytest
import requests
from django.conf import settings as site_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from courses.models import Enrolment
from tests.clones import on_the_server
from tests.factories.certificates import a_certificate
from tests.factories.courses import an_edition
from tests.factories.people import a_person
from tests.faults.completing import complete, everybody_has_one
from tests.faults.processes import wait_until

pytestmark = pytest.mark.postgres

THROW_OUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"


def signed_in(person):
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = site_settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return {site_settings.SESSION_COOKIE_NAME: session.session_key}


class Away:
    """The database refuses everybody, and throws out whoever is in it."""

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        self._tell(f'ALTER DATABASE "{self.name}" ALLOW_CONNECTIONS false', throw_out=True)

    def __exit__(self, *_):
        self._tell(f'ALTER DATABASE "{self.name}" ALLOW_CONNECTIONS true')

    def _tell(self, statement, throw_out=False):
        on_the_server(statement)
        if throw_out:
            on_the_server(THROW_OUT, self.name)


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_while_it_is_away_every_page_says_when_to_come_back_and_then_all_is_well(here, database, accept):
    certificate = a_certificate(learner=a_person())
    cookies = signed_in(certificate.completion.learner)
    public = f"/verify/{certificate.token}/"
    own = f"/record/certificates/{certificate.number}/"
    here.web()

    def get(path, **options):
        return requests.get(
            f"http://127.0.0.1:{here.web_port}{path}",
            headers={"Accept": accept},
            timeout=40,
            allow_redirects=False,
            **options,
        )

    assert get(public).status_code == 200
    assert get(own, cookies=cookies).status_code == 200

    with Away(database):
        answers = [get(public), get(own, cookies=cookies), get("/verify/")]
        answers += [get(own, cookies=cookies) for _ in range(10)]
        assert get("/healthz").status_code == 200
        ready = get("/readyz")

    away = answers[:2] + answers[3:]
    assert {answer.status_code for answer in away} == {503}
    assert all(answer.headers["Retry-After"].isdigit() for answer in away)
    assert all("Traceback" not in answer.text for answer in answers)
    assert ready.status_code == 503
    assert ready.json()["database"] != "ok"
    wait_until(lambda: get(own, cookies=cookies).status_code == 200, seconds=15, what="recovery")
    assert get(public).status_code == 200


def test_connections_that_are_cut_while_people_read_cost_nobody_more_than_a_pause(here, database):
    certificate = a_certificate(learner=a_person())
    cookies = signed_in(certificate.completion.learner)
    here.web()
    answers = []
    for _ in range(10):
        on_the_server(THROW_OUT, database)
        answers += [
            requests.get(
                f"http://127.0.0.1:{here.web_port}/record/certificates/{certificate.number}/",
                cookies=cookies,
                timeout=40,
                allow_redirects=False,
            )
            for _ in range(5)
        ]

    assert {answer.status_code for answer in answers} <= {200, 503}
    assert answers[-1].status_code == 200
    assert not re.search("Traceback", "".join(answer.text for answer in answers))


TOKEN = "t" * 32


def test_one_that_can_only_be_read_is_a_pause_and_then_all_goes_on(here, database):
    """As after a failover to a copy: nobody is thrown out, and those who are connected stay with it."""
    edition = an_edition()
    people = [signed_in(a_person()) for _ in range(8)]
    complete(3)
    here.web()
    site = here.env["SITE_URL"]

    def join(cookies, accept="text/html"):
        return requests.post(
            f"{site}/courses/{edition.course.slug}/join/",
            cookies=cookies | {"csrftoken": TOKEN},
            headers={"X-CSRFToken": TOKEN, "Accept": accept},
            timeout=40,
            allow_redirects=False,
        )

    assert join(people[0]).status_code == 302
    on_the_server(f'ALTER DATABASE "{database}" SET default_transaction_read_only = on')
    on_the_server(THROW_OUT, database)
    here.broker()
    here.beat()
    here.worker()
    answers = [join(person, accept) for person in people[1:] for accept in ("text/html", "application/json")]
    ready = requests.get(f"{site}/readyz", timeout=20)
    on_the_server(f'ALTER DATABASE "{database}" SET default_transaction_read_only = off')
    connection.close()  # this process as well was connected to a copy

    assert {answer.status_code for answer in answers} == {503}
    assert all(answer.headers["Retry-After"].isdigit() for answer in answers)
    assert (ready.status_code, ready.json()["database"]) == (503, "read-only")
    wait_until(lambda: join(people[1]).status_code == 302, seconds=15, what="recovery")
    wait_until(
        lambda: requests.get(f"{site}/readyz", timeout=20).json()["database"] == "ok",
        seconds=15,
        what="being ready",
    )
    assert Enrolment.objects.open().filter(course=edition.course).count() == 2
    everybody_has_one(3)
