"""What tests use if it is there: PostgreSQL, Redis, a browser. Each question is answered with a reason."""

import os
import shutil
import socket
import subprocess
from urllib.parse import urlsplit, urlunsplit

from lms.house.steps import PYTHON

DATABASE_URL = os.environ.get("PIER_TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/pier_test")
BROKER_URL = os.environ.get("PIER_TEST_BROKER_URL", "redis://127.0.0.1:6379/5")
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]


def why_no_postgresql() -> str:
    """Empty if PostgreSQL answers."""
    server = urlunsplit(urlsplit(DATABASE_URL)._replace(path="/postgres"))
    asking = "import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=3).execute('SELECT 1')"
    answer = subprocess.run([PYTHON, "-c", asking, server], capture_output=True, text=True, check=False)
    return "" if answer.returncode == 0 else f"PostgreSQL does not answer at {urlsplit(DATABASE_URL).netloc}"


def why_no_redis() -> str:
    """Empty if Redis answers."""
    at = urlsplit(BROKER_URL)
    try:
        with socket.create_connection((at.hostname or "127.0.0.1", at.port or 6379), timeout=3) as redis:
            redis.sendall(b"PING\r\n")
            answered = redis.recv(16)
    except OSError:
        answered = b""
    return "" if answered.startswith((b"+PONG", b"-NOAUTH")) else f"Redis does not answer at {at.netloc}"


def chromium() -> str:
    """The path of a Chromium, or nothing."""
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in ([named] if named else BROWSERS))
    return next((path for path in found if path), "")


def why_no_browser() -> str:
    """Empty if there is a Chromium."""
    return "" if chromium() else "no Chromium was found (name one with CHROMIUM=)"
