"""Trouble outside the work: store, clock, workers. Nothing stops, and all is done soon after it is over."""

import os
import time

import pytest
from django.conf import settings

from certificates.models import Drawing
from lms.core.beat import MOST_WAITING
from tests.faults.completing import complete, everybody_has_one, issued
from tests.faults.processes import wait_until

pytestmark = pytest.mark.postgres

PEOPLE = 12
SECONDS_AWAY = int(os.environ.get("SECONDS_AWAY", "12"))  # what was promised is ten minutes: 600


def drawings(**which):
    return Drawing.objects.filter(**which).count()


def test_a_store_that_is_away_stops_nothing_and_all_is_drawn_once_it_is_back(here):
    """Every try of those counted, and the fifth, two and a half minutes later, was the last."""
    settings.KEPT_FILES.write_text("no folder: whatever is to be written there fails")
    complete(PEOPLE)
    here.broker()
    here.beat()
    here.worker()
    wait_until(lambda: drawings(held_since__isnull=False) == PEOPLE, seconds=30, what="all of them held")
    time.sleep(SECONDS_AWAY)
    assert drawings(state="waiting", attempts=0) >= PEOPLE - 2  # the others are being tried
    assert drawings(begun__gt=1) > 0
    assert issued() == 0

    settings.KEPT_FILES.unlink()

    everybody_has_one(PEOPLE)
    assert set(Drawing.objects.values_list("state", "attempts")) == {("done", 1)}


def test_a_clock_an_hour_ahead_freezes_nothing(here):
    complete(PEOPLE)
    here.broker()
    here.beat()
    swept = here.worker(queues="pier.sweep", app="tests.faults.ahead")
    wait_until(lambda: drawings(leased_until__isnull=False) == PEOPLE, seconds=30, what="all claimed")
    swept.kill()

    here.worker()

    everybody_has_one(PEOPLE)


def test_beat_without_a_worker_fills_no_folder_and_the_first_worker_finds_all(here):
    here.env["BROKER_URL"] = "filesystem://localhost"
    complete(PEOPLE)
    for number in range(3):
        here.beat(number)
    folder = here.folder / "broker" / "queue"
    wait_until(
        lambda: folder.exists() and len(list(folder.iterdir())) >= MOST_WAITING, seconds=40, what="messages"
    )
    time.sleep(4)
    assert len(list(folder.iterdir())) <= MOST_WAITING + 2  # each of the three looks before it rings

    here.worker()

    everybody_has_one(PEOPLE)
