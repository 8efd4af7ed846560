"""The web server is killed while people answer: what was acknowledged is stored, and nothing else is."""

import threading
import time
import uuid
from collections import Counter

import pytest
import requests
from django.utils import timezone

from courses import actions
from courses.models import ResponseEvent
from tests.factories.courses import a_quiz_body, an_edition, an_enrolment, an_item
from tests.factories.people import a_person
from tests.faults.processes import wait_until
from tests.faults.test_database import signed_in

pytestmark = pytest.mark.postgres

PEOPLE = 8
BUSY = 50  # answers a second
TOKEN = "t" * 32


class Answering(threading.Thread):
    """Somebody who answers again and again, and sends each answer until it is acknowledged."""

    def __init__(self, site, attempt, items):
        super().__init__(daemon=True)
        self.session = requests.Session()
        self.session.cookies.update(signed_in(attempt.enrolment.learner) | {"csrftoken": TOKEN})
        self.address = f"{site}{attempt.get_absolute_url()}save/"
        self.items = items
        self.acknowledged = {}
        self.refused = []
        self.ends = threading.Event()

    def run(self):
        turn = 0
        while not self.ends.is_set():
            item = self.items[turn % len(self.items)]
            chosen = item["options"][turn % len(item["options"])]["key"]
            self.send({"client_id": str(uuid.uuid4()), "item": item["key"], "answer": {"chosen": [chosen]}})
            turn += 1

    def send(self, answer):
        while True:
            try:
                said = self.session.post(
                    self.address,
                    json=answer,
                    headers={"X-CSRFToken": TOKEN, "Accept": "application/json"},
                    timeout=20,
                    allow_redirects=False,
                )
            except requests.RequestException:
                time.sleep(0.05)
                continue
            if said.status_code == 200:
                self.acknowledged[answer["client_id"]] = time.monotonic()
                return
            if said.status_code != 503:
                self.refused.append((said.status_code, said.text[:300]))
                return
            time.sleep(0.05)


def a_class(site):
    """People with an open attempt each."""
    items = [an_item(f"Question {number}") for number in range(10)]
    edition = an_edition(quiz=a_quiz_body(items))
    quiz = edition.activities.get(kind="quiz")
    for _ in range(PEOPLE):
        enrolment = an_enrolment(learner=a_person(), edition=edition)
        attempt = actions.start_attempt(
            enrolment=enrolment, activity=quiz, by=enrolment.learner, at=timezone.now()
        )
        yield Answering(site, attempt, items)


def test_acknowledged_answers_are_the_stored_ones_though_the_server_is_killed_twice(here):
    web = here.web()
    people = list(a_class(here.env["SITE_URL"]))
    for person in people:
        person.start()

    def in_the_last_second():
        since = time.monotonic() - 1
        return sum(at > since for person in people for at in list(person.acknowledged.values()))

    def is_busy():
        assert not [person.refused for person in people if person.refused]
        return in_the_last_second() >= BUSY

    wait_until(is_busy, seconds=60, what=f"{BUSY} answers a second")
    web.kill_a_child()
    time.sleep(1)
    wait_until(is_busy, seconds=60, what=f"{BUSY} answers a second after a worker was killed")
    web.kill()
    web.start()
    wait_until(is_busy, seconds=60, what=f"{BUSY} answers a second after the server was killed")
    for person in people:
        person.ends.set()
    for person in people:
        person.join(timeout=60)

    acknowledged = Counter(key for person in people for key in person.acknowledged)
    stored = Counter(str(key) for key in ResponseEvent.objects.values_list("client_id", flat=True))
    assert acknowledged == stored
    assert len(stored) > 3 * BUSY
