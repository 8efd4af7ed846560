"""A database backend that counts: statements, savepoints, BEGIN, COMMIT, the health check of a connection.

What the server is sent is counted, not what Django logs. The number stands on the connection, which belongs
to the thread that answers the request.
"""

from collections.abc import Callable
from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    statements = 0

    def init_connection_state(self) -> None:
        super().init_connection_state()
        if self._count not in self.execute_wrappers:
            self.execute_wrappers.append(self._count)

    def _count(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        self.statements += 1
        return execute(sql, params, many, context)

    def _set_autocommit(self, autocommit: bool) -> None:
        if not autocommit:
            self.statements += 1  # BEGIN, sent with the first statement
        super()._set_autocommit(autocommit)

    def _commit(self) -> None:
        self.statements += 1
        super()._commit()

    def _rollback(self) -> None:
        self.statements += 1
        super()._rollback()

    def is_usable(self) -> bool:
        self.statements += 1  # SELECT 1, before the first use in a request
        return super().is_usable()
