"""What other packages bring along: nobody gets further than their place allows."""

import pytest
from django.urls import reverse

from tests.house.authorisation.addresses import Address, addresses
from tests.house.authorisation.asking import ask, client_of
from tests.house.authorisation.rows import OTHERS
from tests.house.authorisation.table import Others, Who
from tests.house.authorisation.world import a_world

pytestmark = pytest.mark.django_db


def asked(others: Others) -> list[Address]:
    """Those that have a name, take no argument and do nothing by being read."""
    return [
        each
        for each in addresses()
        if not each.is_ours
        and not each.takes_arguments
        and each.route.startswith(others.prefix)
        and each.name != each.route
    ]


@pytest.mark.parametrize(
    "others", [each for each in OTHERS if not each.unasked], ids=lambda each: each.prefix
)
def test_nobody_reads_what_is_not_for_them(others):
    world = a_world()
    found = asked(others)
    opened = [
        f"{each.name} by {who}"
        for who in Who
        if who not in others.by
        for each in found
        if each.name.split(":")[0] not in others.public
        and ask(client_of(who, world), each.name, [])[0].status_code < 300
    ]

    assert found
    assert opened == []


def test_signing_in_is_open_to_everybody():
    (accounts,) = [each for each in OTHERS if each.prefix == "accounts/"]
    world = a_world()
    client = client_of(Who.ANONYMOUS, world)

    closed = [name for name in accounts.public if client.get(reverse(name)).status_code != 200]

    assert closed == []


def test_nothing_of_others_is_written_without_a_token():
    world = a_world()
    taken = [
        each.name
        for others in OTHERS
        if not others.unasked
        for each in asked(others)
        if ask(client_of(Who.ADMINISTRATOR, world, enforce_csrf_checks=True), each.name, [], method="post")[
            0
        ].status_code
        != 403
    ]

    assert taken == []
