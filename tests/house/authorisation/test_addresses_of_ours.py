"""The table, asked: each address × who × own, other and missing object."""

import pytest

from tests.house.authorisation.asking import ask, client_of, objects_of, sends_to_sign_in, told
from tests.house.authorisation.rows import ROWS, prepare
from tests.house.authorisation.table import Row, Who, World
from tests.house.authorisation.world import CANARY, a_world

pytestmark = pytest.mark.django_db
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)


@each_row
def test_who_may_open_it(row):
    world = prepare(a_world(), row.name)

    wrong = [
        complaint
        for who in Who
        for kind in objects_of(row)
        for method in _methods(row, who, kind)
        for complaint in _complaints(row, world, who, kind, method)
    ]

    assert wrong == []


def _allowed(row: Row, who: Who, kind: str) -> bool:
    return who in {"own": row.by, "other": row.other_by, "missing": frozenset()}[kind]


def _methods(row: Row, who: Who, kind: str) -> list[str]:
    """Whoever may open it does so as the row says; the others also try to write."""
    return [row.method] if _allowed(row, who, kind) else sorted({row.method, "post"})


def _complaints(row: Row, world: World, who: Who, kind: str, method: str) -> list[str]:
    client = client_of(who, world)
    answer, written = ask(client, row.name, getattr(row, kind)(world), method=method, data=row.data(world))
    about = f"{method} {kind} by {who}: {answer.status_code}"
    if method == "get" and written:
        return [f"{about}, and it wrote {sorted(written)}"]
    if _allowed(row, who, kind):
        return [] if answer.status_code in row.answers else [about]
    if who is Who.ANONYMOUS and who not in row.by:
        return [] if sends_to_sign_in(answer) else [about]
    refused = row.refused_missing if kind == "missing" else row.refused
    if kind == "missing" and who in row.by | row.other_by:
        refused = 404
    if answer.status_code not in {refused, *([405] if method != row.method else [])}:
        return [about]
    return [f"{about}, and it names {CANARY}"] if CANARY in told(answer) and who is not CANARY_ITSELF else []


CANARY_ITSELF = Who.OTHER_LEARNER  # their own name stands at the top of every page


@pytest.mark.parametrize("row", [row for row in ROWS if row.other and row.missing], ids=lambda row: row.name)
def test_not_yours_and_not_there_look_alike(row):
    world = prepare(a_world(), row.name)

    for who in Who:
        if who is Who.ANONYMOUS or who in row.other_by:
            continue
        client = client_of(who, world)
        answers = [
            ask(client, row.name, arguments(world), method=row.method, data=row.data(world))[0]
            for arguments in (row.other, row.missing)
        ]
        assert len({answer.status_code for answer in answers}) == 1, who
        assert told(answers[0]) == told(answers[1]), who


@each_row
def test_nothing_is_written_without_a_token(row):
    world = prepare(a_world(), row.name)
    for who in (Who.LEARNER, Who.ADMINISTRATOR):
        client = client_of(who, world, enforce_csrf_checks=True)
        for method in ("post", "put", "patch", "delete"):
            answer, written = ask(client, row.name, row.own(world), method=method)
            assert answer.status_code == 403, (who, method)
            assert written == set()
