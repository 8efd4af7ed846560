"""What is measured: each work is a request, or a flow of several, by one of the people signed in."""

import http.client
import itertools
import json
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.bench.middleware import HEADER

CSRF = "b" * 32
Work = Callable[["Client"], None]


class Unexpected(Exception):
    """A response that is not what the work is about: then its price says nothing."""


@dataclass
class Client:
    """Asks one server, a connection a request, and adds up what came back."""

    port: int
    facts: dict[str, Any]
    turn: Iterator[int] = field(default_factory=itertools.count)
    statements: int = 0
    size: int = 0
    seconds: float = 0.0

    def ask(
        self, path: str, *, cookie: str = "", body: str | None = None, kind: str = "", expect: int = 200
    ) -> tuple[str, str]:
        """GET, or POST with a body. Returns the text and where it redirects to."""
        headers = {"Host": f"127.0.0.1:{self.port}", "Cookie": f"csrftoken={CSRF}; sessionid={cookie}"}
        if body is not None:
            headers |= {"Content-Type": kind or "application/x-www-form-urlencoded", "X-CSRFToken": CSRF}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        began = time.perf_counter()
        connection.request("GET" if body is None else "POST", path, body=body, headers=headers)
        response = connection.getresponse()
        content = response.read()
        self.seconds += time.perf_counter() - began
        connection.close()
        self.statements += int(response.headers.get(HEADER, "0"))
        self.size += len(content)
        if response.status != expect:
            raise Unexpected(f"{path}: {response.status} instead of {expect}\n{content[:600].decode()}")
        return content.decode(errors="replace"), response.headers.get("Location", "")

    def learner(self) -> dict[str, Any]:
        people = self.facts["learners"]
        return people[next(self.turn) % len(people)]

    def manager(self) -> dict[str, Any]:
        people = self.facts["managers"]
        return people[next(self.turn) % len(people)]


def floor(client: Client) -> None:
    cookies = client.facts["bare"]
    client.ask("/floor/", cookie=cookies[next(client.turn) % len(cookies)])


def landing(client: Client) -> None:
    client.ask("/")


def my_learning(client: Client) -> None:
    client.ask("/learn/", cookie=client.learner()["cookie"])


def lesson(client: Client) -> None:
    learner = client.learner()
    enrolment, slug = learner["enrolments"][0]
    key = client.facts["parts"][slug][4]["key"]
    client.ask(f"/learn/{enrolment}/{key}/", cookie=learner["cookie"])


def course(client: Client) -> None:
    learner = client.learner()
    client.ask(f"/courses/{learner['enrolments'][0][1]}/", cookie=learner["cookie"])


def team(client: Client) -> None:
    manager = client.manager()
    client.ask(f"/team/{manager['team']}/", cookie=manager["cookie"])


def whole_network(client: Client) -> None:
    """The page of somebody who manages everybody: its first, or in turn one further on."""
    head = client.facts["head"]
    page = (1, 7, 23)[next(client.turn) % 3]
    client.ask(f"/team/{head['team']}/?page={page}", cookie=head["cookie"])


def search_network(client: Client) -> None:
    head = client.facts["head"]
    client.ask(f"/team/{head['team']}/?name=person+19", cookie=head["cookie"])


def whole_csv(client: Client) -> None:
    head = client.facts["head"]
    client.ask(f"/team/{head['team']}/progress.csv", cookie=head["cookie"])


def team_csv(client: Client) -> None:
    manager = client.manager()
    client.ask(f"/team/{manager['team']}/progress.csv", cookie=manager["cookie"])


def verify(client: Client) -> None:
    tokens = client.facts["tokens"]
    client.ask(f"/verify/{tokens[next(client.turn) % len(tokens)]}/")


@dataclass
class Sitting:
    """One person's open quiz that nobody has begun."""

    cookie: str
    start: str
    items: list[dict[str, Any]]


def sittings(facts: dict[str, Any], *, which: int) -> Iterator[Sitting]:
    """Each once: a passed quiz is not taken again."""
    for learner in facts["learners"]:
        enrolment, slug = learner["enrolments"][which]
        quiz = facts["parts"][slug][-1]
        yield Sitting(learner["cookie"], f"/learn/{enrolment}/{quiz['key']}/", quiz["body"]["items"])


def _right(item: dict[str, Any]) -> str:
    return next(option["key"] for option in item["options"] if option["right"])


def quiz(sitting: Sitting, client: Client) -> None:
    """Start, page, ten answers saved one by one, submit, result."""
    _, attempt = client.ask(f"{sitting.start}start/", cookie=sitting.cookie, body="", expect=302)
    client.ask(attempt, cookie=sitting.cookie)
    for item in sitting.items:
        answer = {"item": item["key"], "answer": {"chosen": [_right(item)]}, "client_id": str(uuid.uuid4())}
        client.ask(f"{attempt}save/", cookie=sitting.cookie, body=json.dumps(answer), kind="application/json")
    _submit(sitting, client, attempt)


def quiz_plain(sitting: Sitting, client: Client) -> None:
    """Start, page, all answers in one form, result."""
    _, attempt = client.ask(f"{sitting.start}start/", cookie=sitting.cookie, body="", expect=302)
    client.ask(attempt, cookie=sitting.cookie)
    _submit(sitting, client, attempt)


def _submit(sitting: Sitting, client: Client, attempt: str) -> None:
    answers = [(f"item-{item['key']}", _right(item)) for item in sitting.items]
    form = urlencode([*answers, ("then", "finish")])
    _, result = client.ask(f"{attempt}submit/", cookie=sitting.cookie, body=form, expect=302)
    text, _ = client.ask(result, cookie=sitting.cookie)
    if "Passed" not in text:
        raise Unexpected(f"{result} does not say that the quiz was passed.")


def all_works(facts: dict[str, Any]) -> dict[str, tuple[Work, int]]:
    """Each work of the site by name, and how often it is done in a round."""
    script, plain = sittings(facts, which=1), sittings(facts, which=2)
    return {
        "my-learning": (my_learning, 20),
        "lesson": (lesson, 20),
        "course": (course, 20),
        "quiz": (lambda client: quiz(next(script), client), 3),
        "quiz-plain": (lambda client: quiz_plain(next(plain), client), 5),
        "team": (team, 8),
        "landing": (landing, 20),
        "verify": (verify, 20),
        "csv": (team_csv, 8),
        "team-all": (whole_network, 6),
        "team-search": (search_network, 3),
        "csv-all": (whole_csv, 1),
    }
