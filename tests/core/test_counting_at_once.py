"""Counts of tries are exact, however many threads try at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from lms.core import throttle
from tests.clones import database, template  # noqa: F401 - fixtures
from tests.factories import NOON

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("database")]


def in_twelve_threads(act, times):
    def run(_):
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as threads:
        return list(threads.map(run, range(times)))


def test_twelve_threads_are_counted_one_by_one():
    key = throttle.key_of("twelve threads")

    counts = in_twelve_threads(lambda: throttle.count(key, seconds=600, at=NOON), 120)

    assert sorted(counts) == list(range(1, 121))


def test_of_many_guesses_at_once_no_more_go_on_than_are_free():
    key = throttle.key_of("twelve guesses")

    waits = in_twelve_threads(
        lambda: throttle.begin_try(key, wait_after=lambda n: 30 if n >= 5 else 0, seconds=600, at=NOON), 60
    )

    assert sorted(waits) == [0] * 5 + [30] * 55
