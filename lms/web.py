"""How the site is served: gunicorn keeps the processes, waitress reads requests and writes answers.

A request reaches a thread once it is whole, and an answer leaves its thread at once: however slowly somebody
sends or reads, they hold a socket and nothing else. gunicorn's own workers give each connection a thread from
its first byte; eight half-sent requests stall eight threads.
"""

import os
import resource
import time
from typing import Any

from gunicorn.workers.base import Worker as BaseWorker
from waitress import wasyncore
from waitress.server import create_server

#: Seconds in which nothing was said, after which a connection is closed.
IDLE_SECONDS = 120
#: Connections of one worker; more wait in the queue of the system.
MOST_CONNECTIONS = 4000
#: Bytes: larger requests are refused with 413 before a thread sees them.
LONGEST_HEADERS = 32 * 1024
LONGEST_BODY = 100 * 1024 * 1024
#: Seconds between two signs of life.
HEARTBEAT = 1.0
#: Seconds in which connections are still accepted by a worker that was told to end.
LAST_CALL = 0.5


class Worker(BaseWorker):  # type: ignore[misc]
    """``gunicorn lms.wsgi --worker-class lms.web.Worker --workers 2 --threads 4``."""

    def run(self) -> None:
        self.sockets_of: dict[int, Any] = {}
        most = open_files() - 100  # the application needs some, too
        create_server(
            self.wsgi,
            map=self.sockets_of,
            sockets=[each.sock for each in self.sockets],
            threads=self.cfg.threads,
            backlog=self.cfg.backlog,
            connection_limit=min(MOST_CONNECTIONS, most),
            channel_timeout=IDLE_SECONDS,
            max_request_header_size=LONGEST_HEADERS,
            max_request_body_size=LONGEST_BODY,
            asyncore_use_poll=True,
            clear_untrusted_proxy_headers=False,  # how many proxies are believed is PROXY_HOPS
            ident="",
            log_untrusted_proxy_headers=False,
        )
        while self.alive and os.getppid() == self.ppid:
            self._turn()
        self._finish()

    def _turn(self) -> None:
        """Whatever can be read or written now, or a second of waiting."""
        self.notify()
        until = time.monotonic() + HEARTBEAT
        while self.alive and time.monotonic() < until:
            wasyncore.loop(timeout=HEARTBEAT, use_poll=True, map=self.sockets_of, count=1)

    def _finish(self) -> None:
        """Nobody new; whoever waits for an answer gets it, within gunicorn's ``graceful_timeout`` seconds.

        Those who knocked a moment ago are still let in: what is not accepted would be reset.
        """
        servers = [each for each in self.sockets_of.values() if hasattr(each, "task_dispatcher")]
        begun = time.monotonic()

        def waited() -> float:
            return time.monotonic() - begun

        while waited() < LAST_CALL or (self._is_busy() and waited() < self.cfg.graceful_timeout):
            if waited() >= LAST_CALL:
                for server in servers:
                    server.accepting = False
            self.notify()
            wasyncore.loop(timeout=0.1, use_poll=True, map=self.sockets_of, count=1)
        for server in servers:
            server.task_dispatcher.shutdown(timeout=1)

    def _is_busy(self) -> bool:
        channels = [each for each in self.sockets_of.values() if hasattr(each, "total_outbufs_len")]
        return any(each.requests or each.total_outbufs_len for each in channels)


def open_files() -> int:
    """How many files and sockets a process may have; raised to what the system allows."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most if most != resource.RLIM_INFINITY else MOST_CONNECTIONS + 100
