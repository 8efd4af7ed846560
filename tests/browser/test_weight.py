"""What lesson and quiz pages weigh on the wire, at a first visit and after."""

import pytest

from tests.browser import scenery
from tests.browser.conftest import PHONE
from tests.browser.scales import Scales
from tests.factories.learning import start

KILOBYTES = 1000
FIRST_VISIT = 100 * KILOBYTES
LATER_VISIT = 15 * KILOBYTES
MOST_REQUESTS = 10


@pytest.fixture
def learning(site):
    place = scenery.a_place()
    return scenery.on_course(place, scenery.a_course(lessons=2, questions=9))


@pytest.fixture
def addresses(learning):
    """A lesson, the next one, the quiz before its first question, and an open attempt at it."""
    first, second, quiz = learning.edition().activities.in_order()
    attempt = start(learning, at=scenery.an_hour_ago())
    outline = f"/learn/{learning.pk}"
    return {
        "lesson": f"{outline}/{first.key}/",
        "next lesson": f"{outline}/{second.key}/",
        "quiz": f"{outline}/{quiz.key}/",
        "attempt": f"{outline}/{quiz.key}/attempts/{attempt.number}/",
    }


@pytest.mark.parametrize(
    ("first", "then"), [("lesson", "next lesson"), ("quiz", "lesson"), ("attempt", "quiz")]
)
def test_a_first_visit_is_light_and_the_next_one_lighter(opening, learning, addresses, first, then):
    scales = Scales(opening(size=PHONE, user=learning.learner))

    arriving = scales.visit(addresses[first])
    assert arriving.without_pictures <= FIRST_VISIT
    assert len(arriving.requests) <= MOST_REQUESTS, arriving.requests

    going_on = scales.visit(addresses[then])
    assert going_on.without_pictures <= LATER_VISIT
    print(first, arriving.bytes, len(arriving.requests), then, going_on.bytes)  # noqa: T201
