"""Clients that send or read a byte now and then hold a socket, and nobody else up."""

import contextlib
import socket
import time
import urllib.request

import pytest

from tests.faults.processes import wait_until

pytestmark = pytest.mark.postgres

MANY = 500
HEADERS = b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n"
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@contextlib.contextmanager
def slow_clients(port, sent):
    """So many who have sent so much of their request, and no more."""
    opened = []
    try:
        for _ in range(MANY):
            opened.append(socket.create_connection(("127.0.0.1", port), timeout=5))
            opened[-1].sendall(sent)
        yield opened
    finally:
        for each in opened:
            each.close()


def seconds_for(port, path="/healthz"):
    begun = time.monotonic()
    with DIRECT.open(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        assert answer.status == 200
        answer.read()
    return time.monotonic() - begun


@pytest.mark.parametrize(
    "sent",
    [HEADERS[:40], HEADERS + b"\r\nabc", b""],
    ids=["half of the headers", "half of the body", "nothing"],
)
def test_five_hundred_slow_clients_keep_nobody_waiting(here, sent):
    here.web()
    seconds_for(here.web_port)  # both workers have looked at the database once
    with slow_clients(here.web_port, sent):
        waited = [seconds_for(here.web_port) for _ in range(8)]

    assert max(waited) < 1, waited


def test_a_server_that_is_told_to_end_answers_what_it_was_asked(here):
    web = here.web()
    [seconds_for(here.web_port) for _ in range(8)]  # it listens before its workers have begun
    with slow_clients(here.web_port, HEADERS[:40]):
        with socket.create_connection(("127.0.0.1", here.web_port), timeout=20) as client:
            client.sendall(b"GET /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            time.sleep(0.05)
            web.running.terminate()
            answer = b"".join(iter(lambda: client.recv(65536), b""))
        wait_until(lambda: web.running.poll() is not None, seconds=15, what="the end of the web server")

    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.rstrip().endswith(b"</html>")
