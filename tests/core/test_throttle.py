"""Who is held back: the address that the request comes from, which no visitor can choose."""

import pytest
import time_machine

from lms.core import throttle
from lms.core.models import TryCount
from lms.core.refusals import TooMany
from lms.core.throttle import address_of, hold_back, network_of
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def a_request(rf, *, forwarded="", address="10.0.0.1"):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return rf.get("/verify/", headers=headers, REMOTE_ADDR=address)


def test_behind_a_proxy_the_last_address_counts_since_a_visitor_may_write_the_others(rf, settings):
    settings.PROXY_HOPS = 1

    assert address_of(a_request(rf, forwarded="6.6.6.6, 203.0.113.9")) == "203.0.113.9"
    assert address_of(a_request(rf, forwarded="6.6.6.6,1.1.1.1, 203.0.113.9 ")) == "203.0.113.9"
    assert address_of(a_request(rf, forwarded="203.0.113.9")) == "203.0.113.9"


def test_behind_a_proxy_that_names_nobody_it_is_the_proxy(rf, settings):
    settings.PROXY_HOPS = 1

    assert address_of(a_request(rf)) == "10.0.0.1"
    assert address_of(a_request(rf, forwarded="6.6.6.6, ")) == "10.0.0.1"


def test_without_a_proxy_nothing_that_a_visitor_says_counts(rf, settings):
    settings.PROXY_HOPS = 0

    assert address_of(a_request(rf, forwarded="203.0.113.9")) == "10.0.0.1"


def test_a_visitor_who_names_another_address_each_time_is_held_back_all_the_same(rf, settings):
    settings.PROXY_HOPS = 1

    with time_machine.travel(NOON, tick=False):
        for n in range(3):
            hold_back(a_request(rf, forwarded=f"6.6.6.{n}, 203.0.113.9"), "verify", most=3)
        with pytest.raises(TooMany):
            hold_back(a_request(rf, forwarded="6.6.6.7, 203.0.113.9"), "verify", most=3)

        hold_back(a_request(rf, forwarded="6.6.6.7, 203.0.113.10"), "verify", most=3)
        hold_back(a_request(rf, forwarded="6.6.6.7, 203.0.113.9"), "another thing", most=3)


def test_of_two_proxies_the_outer_one_says_who_asks(rf, settings):
    settings.PROXY_HOPS = 2

    assert address_of(a_request(rf, forwarded="6.6.6.6, 203.0.113.9, 10.0.0.7")) == "203.0.113.9"
    assert address_of(a_request(rf, forwarded="203.0.113.9")) == "10.0.0.1"  # fewer than there should be


@pytest.mark.parametrize(
    ("named", "address"),
    [
        ("203.0.113.9:51234", "203.0.113.9"),
        ("2001:db8::7", "2001:db8::7"),
        ("[2001:db8::7]:51234", "2001:db8::7"),
        ("unknown", "10.0.0.1"),
        ("203.0.113.9; drop", "10.0.0.1"),
    ],
)
def test_ports_are_left_out_and_what_is_no_address_is_the_proxys(rf, settings, named, address):
    settings.PROXY_HOPS = 1

    assert address_of(a_request(rf, forwarded=named)) == address


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("", ""),
    ],
)
def test_a_household_has_many_addresses_of_the_sixth_version_and_counts_once(address, network):
    assert network_of(address) == network


def test_a_minute_later_it_may_be_tried_again(rf):
    with time_machine.travel(NOON, tick=False) as clock:
        hold_back(a_request(rf), "verify", most=1)
        with pytest.raises(TooMany) as refusal:
            hold_back(a_request(rf), "verify", most=1)
        assert refusal.value.wait == 60
        assert refusal.value.message.endswith("Wait 1\xa0minute, then try again.")

        clock.shift(60)
        hold_back(a_request(rf), "verify", most=1)


def test_neither_an_address_nor_what_was_tried_stands_in_the_table(rf):
    hold_back(a_request(rf, address="203.0.113.9"), "verify", most=1)

    key = TryCount.objects.get().key
    assert len(key) == 64
    assert "203" not in str(TryCount.objects.get())


def test_what_nobody_could_encode_is_counted_all_the_same():
    assert throttle.count(throttle.key_of("password", "\ud800@example.org"), seconds=60, at=NOON) == 1
