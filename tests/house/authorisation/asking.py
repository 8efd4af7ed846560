"""Asking an address as somebody, without leaving a trace, and noting what was written meanwhile."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.house.authorisation.table import Row, Who, World

_WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE)
_TOKENS = re.compile(r'(name="csrfmiddlewaretoken" value=)"[^"]+"')

#: What reading may write: the session, the audit, what is tried too often, and who has a draft open.
MAY_BE_WRITTEN = {
    "django_session",
    "core_auditentry",
    "core_cache",
    "core_trycount",
    "wagtailadmin_editingsession",
}


@dataclass
class Writes:
    """Tables that were written to."""

    tables: set[str] = field(default_factory=set)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := _WRITES.match(sql):
            self.tables.add(found[1])
        return execute(sql, params, many, context)

    @property
    def forbidden(self) -> set[str]:
        return self.tables - MAY_BE_WRITTEN


def client_of(who: Who, world: World, **more: Any) -> Client:
    client = Client(**more)
    if who is not Who.ANONYMOUS:
        client.force_login(world.people[who])
    return client


def ask(
    client: Client, name: str, arguments: list[Any], *, method: str = "get", data: Any = None
) -> tuple[HttpResponse, set[str]]:
    """The answer, and tables that should not have been written to if this was only reading."""
    writes = Writes()
    with transaction.atomic(), connection.execute_wrapper(writes):
        answer = getattr(client, method)(reverse(name, args=arguments), data or {})
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    return answer, writes.forbidden


def told(answer: HttpResponse) -> str:
    """What the page says, without its token."""
    return _TOKENS.sub(r"\1", answer.content.decode(errors="replace"))


def objects_of(row: Row) -> list[str]:
    return ["own", *(["other"] if row.other else []), *(["missing"] if row.missing else [])]


def sends_to_sign_in(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith("/accounts/login/?next=")
