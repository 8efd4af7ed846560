"""Traces go to a collector, and say nothing of who asked for what."""

import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

ASK = """
from lms.wsgi import application
from django.test import Client
who = {"REMOTE_ADDR": "203.0.113.9", "HTTP_USER_AGENT": "a-telling-agent"}
answer = Client(raise_request_exception=False, **who).get("/verify/a-secret-token/?who=ruth")
assert answer.status_code == 503, "there is no database, and that is an error with a message"
"""


@pytest.fixture
def collector():
    """What a collector was sent, and where it listens."""
    sent = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self):
            sent.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield sent, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def ask(tmp_path, **env):
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lms.settings",
        "PIER_VAR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
        "OTEL_EXPORTER_OTLP_COMPRESSION": "none",
        **env,
    }
    subprocess.run([sys.executable, "-c", ASK], env=env, check=True)


def test_they_name_the_route_and_not_the_address_the_question_or_who_asks(collector, tmp_path):
    sent, endpoint = collector

    ask(tmp_path, OTEL_EXPORTER_OTLP_ENDPOINT=endpoint)

    (path, told), *_ = sent
    assert path == "/v1/traces"
    assert b"GET verify/<slug:token>/" in told
    for secret in (b"a-secret-token", b"ruth", b"203.0.113.9", b"a-telling-agent", b"no such table"):
        assert secret not in told


def test_without_a_collector_nothing_is_sent(collector, tmp_path):
    sent, _ = collector

    ask(tmp_path)

    assert sent == []
