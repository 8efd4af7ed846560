"""What nobody would type, sent to every address of ours: an answer in words, never a broken page."""

from typing import Any

import pytest

from tests.house.authorisation.asking import ask, client_of
from tests.house.authorisation.rows import ROWS, prepare
from tests.house.authorisation.table import Row, Who, World
from tests.house.authorisation.world import a_world

pytestmark = pytest.mark.django_db
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)

TOO_LARGE = 10**30
ODD = {"no text": "\x00", "digits": "9" * 5000, "letters": "x" * 5000, "minus": "-1", "nothing": ""}
#: Whatever the site reads from an address, or from a form that is no Django form.
ASKED = (
    *("q", "level", "minutes", "page", "p", "name", "on", "course", "kind", "objective", "tag", "everything"),
    *(
        "number",
        "team",
        "beneath",
        "email",
        "next",
        "quiz",
        "expect",
        "note",
        "take_in",
        "then",
        "part",
        "to",
    ),
)
SENT = (
    *ASKED,
    *(
        "add",
        "remove",
        "key",
        "text",
        "question",
        "take_out",
        "up",
        "down",
        "ruling-x",
        "addresses",
        "job_role",
    ),
    *("person", "since", "since_0", "since_1", "since_2", "on_0", "on_1", "on_2", "password", "employer"),
    *("register", "sector", "locality", "ods_code", "role", "organisation"),
)


def answer(row: Row, world: World, method: str, data: Any, arguments: list[Any]) -> int:
    """The status that somebody who may open it is given. What breaks is raised here, with its trace."""
    who = next(who for who in (Who.ADMINISTRATOR, Who.AUTHOR, Who.MANAGER, Who.LEARNER) if who in row.by)
    return ask(client_of(who, world), row.name, arguments, method=method, data=data)[0].status_code


@pytest.mark.parametrize("row", [row for row in ROWS if row.missing], ids=lambda row: row.name)
def test_a_number_that_no_database_holds_is_not_there(row):
    world = prepare(a_world(), row.name)
    own = row.own(world)
    arguments = [TOO_LARGE if isinstance(each, int) else each for each in own]

    for method in ("get", "post"):
        if arguments != own:
            assert answer(row, world, method, row.data(world), arguments) in {403, 404, 405}


@each_row
@pytest.mark.parametrize("method", ["get", "post"])
def test_values_that_make_no_sense_break_nothing(row, method):
    world = prepare(a_world(), row.name)
    names = ASKED if method == "get" else {*SENT, *row.data(world)}

    for odd in ODD.values():
        assert answer(row, world, method, dict.fromkeys(names, odd), row.own(world)) < 500
