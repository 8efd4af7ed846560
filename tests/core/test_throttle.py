"""Who is held back: the address that the request comes from, which no visitor can choose."""

import pytest
import time_machine

from lms.core.refusals import TooMany
from lms.core.throttle import address_of, hold_back
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def a_request(rf, *, forwarded="", address="10.0.0.1"):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return rf.get("/verify/", headers=headers, REMOTE_ADDR=address)


def test_behind_a_proxy_the_last_address_counts_since_a_visitor_may_write_the_others(rf, settings):
    settings.BEHIND_PROXY = True

    assert address_of(a_request(rf, forwarded="6.6.6.6, 203.0.113.9")) == "203.0.113.9"
    assert address_of(a_request(rf, forwarded="6.6.6.6,1.1.1.1, 203.0.113.9 ")) == "203.0.113.9"
    assert address_of(a_request(rf, forwarded="203.0.113.9")) == "203.0.113.9"


def test_behind_a_proxy_that_names_nobody_it_is_the_proxy(rf, settings):
    settings.BEHIND_PROXY = True

    assert address_of(a_request(rf)) == "10.0.0.1"
    assert address_of(a_request(rf, forwarded="6.6.6.6, ")) == "10.0.0.1"


def test_without_a_proxy_nothing_that_a_visitor_says_counts(rf, settings):
    settings.BEHIND_PROXY = False

    assert address_of(a_request(rf, forwarded="203.0.113.9")) == "10.0.0.1"


def test_a_visitor_who_names_another_address_each_time_is_held_back_all_the_same(rf, settings):
    settings.BEHIND_PROXY = True

    with time_machine.travel(NOON, tick=False):
        for n in range(3):
            hold_back(a_request(rf, forwarded=f"6.6.6.{n}, 203.0.113.9"), "verify", most=3)
        with pytest.raises(TooMany):
            hold_back(a_request(rf, forwarded="6.6.6.7, 203.0.113.9"), "verify", most=3)

        hold_back(a_request(rf, forwarded="6.6.6.7, 203.0.113.10"), "verify", most=3)
        hold_back(a_request(rf, forwarded="6.6.6.7, 203.0.113.9"), "another thing", most=3)


def test_a_minute_later_it_may_be_tried_again(rf):
    with time_machine.travel(NOON, tick=False) as clock:
        hold_back(a_request(rf), "verify", most=1)
        with pytest.raises(TooMany):
            hold_back(a_request(rf), "verify", most=1)

        clock.shift(60)
        hold_back(a_request(rf), "verify", most=1)
