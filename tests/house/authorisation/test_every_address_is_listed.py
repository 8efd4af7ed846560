"""An address that stands in no row fails the build; so does a row whose address is gone."""

from tests.house.authorisation.addresses import addresses
from tests.house.authorisation.rows import OTHERS, ROWS


def test_every_address_of_ours_has_its_row():
    listed = {row.name for row in ROWS}

    assert sorted({each.name for each in addresses() if each.is_ours} - listed) == []


def test_every_address_of_others_has_its_prefix():
    unlisted = [
        each.route
        for each in addresses()
        if not each.is_ours and not any(each.route.startswith(others.prefix) for others in OTHERS)
    ]

    assert unlisted == []


def test_no_row_outlives_its_address():
    known = {each.name for each in addresses()}

    assert [row.name for row in ROWS if row.name not in known] == []


def test_no_address_is_listed_twice():
    names = [row.name for row in ROWS]

    assert [name for name in sorted(set(names)) if names.count(name) > 1] == []
