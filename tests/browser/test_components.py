"""The page that shows every component."""

import pytest

from tests.browser.accessibility import scrolls_sideways, violations


@pytest.mark.parametrize("address", ["/components/", "/components/?errors"])
def test_every_component_is_accessible(phone, address):
    phone.goto(address)
    assert violations(phone) == []

    phone.set_viewport_size({"width": 1280, "height": 900})
    assert violations(phone) == []


def test_no_component_is_wider_than_a_small_phone(phone):
    phone.set_viewport_size({"width": 320, "height": 640})
    phone.goto("/components/")

    assert scrolls_sideways(phone) == []
