"""The site as people meet it: web, worker and beat as processes of their own, on files of their own.

Tables and static files are made once and kept under ``var/``; each run works on a copy of them.
"""

import contextlib
import json
import os
import shlex
import shutil
import socket
import sqlite3
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from psycopg import sql

from lms.house.environment import RUN_LOCK
from lms.house.steps import PYTHON, ROOT, environment, fingerprint
from tests.factories.provider import Provider, as_setting, running_provider

KEPT = settings.VAR / "browser"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10
SECONDS_FOR_A_MAIL = 20
TEMPLATE = "pier_browser_template_"
ROOMS = [ROOT / "lms", ROOT / "cms", ROOT / "courses", ROOT / "certificates"]


class DidNotStart(Exception):
    """The site did not answer; what it wrote is in the message."""


class Site:
    """A running site. ``address`` is where it is, ``mails()`` what it has sent."""

    def __init__(self, folder: Path, database_url: str, provider: Provider | None = None) -> None:
        self.folder = folder
        self.provider = provider
        self.database_url = database_url
        self.address = f"http://localhost:{a_free_port()}"  # a passkey is for a name
        self.processes: list[subprocess.Popen[bytes]] = []
        self.read_up_to = 0

    @property
    def variables(self) -> dict[str, str]:
        named = {
            "PIER_ENV": "development",
            "PIER_VAR": str(self.folder),
            "SECRET_KEY": settings.SECRET_KEY,  # sessions that a test makes are good here
            "SITE_URL": self.address,
            "DJANGO_SETTINGS_MODULE": "lms.settings",
            "SINGLE_SIGN_ON": json.dumps([as_setting(self.provider.address)] if self.provider else []),
        }
        return environment(**named, **({"DATABASE_URL": self.database_url} if self.database_url else {}))

    @property
    def log(self) -> str:
        return (self.folder / "log.txt").read_text(errors="replace")

    def news(self) -> list[str]:
        """What the processes have written since this was asked before."""
        text, start = self.log, self.read_up_to
        self.read_up_to = len(text)
        return text[start:].splitlines()

    def start(self) -> None:
        """The processes that “make run” starts."""
        port = str(urlsplit(self.address).port)
        for line in (ROOT / "lms" / "Procfile").read_text().splitlines():
            _, words = line.split(": ", 1)
            self.begin(shlex.split(words.replace("$PORT", port).replace("${QUEUE:-pier}", "pier")))
        self.wait_until_it_answers()

    def begin(self, command: list[str]) -> None:
        with (self.folder / "log.txt").open("ab") as log:
            process = subprocess.Popen(
                [str(PYTHON.parent / command[0]), *command[1:]],
                cwd=ROOT,
                env=self.variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.processes.append(process)

    def wait_until_it_answers(self) -> None:
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        give_up = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < give_up:
            if any(process.poll() is not None for process in self.processes):
                raise DidNotStart(self.log[-4000:])
            with contextlib.suppress(OSError):
                direct.open(f"{self.address}/healthz", timeout=5).close()
                return
            time.sleep(0.1)
        raise DidNotStart(self.log[-4000:])

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def mails(self, to: str) -> list[str]:
        """The texts of what was sent to that address so far, oldest first."""
        files = sorted((self.folder / "mail").glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
        texts = []
        for file in files:
            for part in file.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
                mail = message_from_bytes(part.lstrip(), policy=policy.default)
                if to in str(mail["To"]):
                    texts.append(mail.get_body(["plain"]).get_content())
        return texts

    def next_mail(self, to: str, *, after: int = 0) -> str:
        """The text of the mail after so many, once it has come."""
        give_up = time.monotonic() + SECONDS_FOR_A_MAIL
        while time.monotonic() < give_up:
            if len(sent := self.mails(to)) > after:
                return sent[after]
            time.sleep(0.1)
        raise AssertionError(f"no mail came to {to}")


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Site]:
    """A site with empty tables, and an organisation's own sign-in beside it, until the block ends."""
    (folder / "static").symlink_to(collected())
    for shared in (Path(settings.MEDIA_ROOT), settings.KEPT_FILES):  # what a test stores is found by the site
        shared.mkdir(parents=True, exist_ok=True)
        (folder / shared.name).symlink_to(shared)
    with running_provider() as provider, tables(folder) as database_url:
        site = Site(folder, database_url, provider)
        try:
            site.start()
            yield site
        finally:
            site.stop()


def collected() -> Path:
    """Static files as production serves them, made again only when one has changed."""
    own = [path for room in ROOMS for path in room.rglob("static") if path.is_dir()]
    state = fingerprint(ROOT / "static", ROOT / "static" / "build", RUN_LOCK, *own)[:16]
    kept = KEPT / f"static-{state}"
    if not (kept / "static" / "staticfiles.json").exists():
        for old in KEPT.glob("static-*"):
            shutil.rmtree(old)
        command("collectstatic", "--noinput", "--verbosity", "0", PIER_VAR=str(kept))
    return kept / "static"


@contextlib.contextmanager
def tables(folder: Path) -> Iterator[str]:
    """A database with tables and nothing else; gives its URL, empty for the file in ``folder``."""
    ours = [path for room in ROOMS for path in sorted(room.rglob("migrations"))]
    state = fingerprint(RUN_LOCK, ROOT / "lms" / "settings.py", *ours)[:16]  # others' come with their apps
    if server := os.environ.get("DATABASE_URL"):
        with postgresql_copy(server, state) as url:
            yield url
        return
    kept = KEPT / f"tables-{state}"
    make_tables(PIER_VAR=str(kept))
    with (
        contextlib.closing(sqlite3.connect(kept / "site.sqlite3")) as template,
        contextlib.closing(sqlite3.connect(folder / "site.sqlite3")) as copy,
    ):
        template.backup(copy)
    yield ""


@contextlib.contextmanager
def postgresql_copy(server: str, state: str) -> Iterator[str]:
    template, copy = f"{TEMPLATE}{state}", f"pier_browser_{os.getpid()}"
    beside = [urlunsplit(urlsplit(server)._replace(path=f"/{name}")) for name in ("postgres", template, copy)]
    with psycopg.connect(beside[0], autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone()
        if not known:
            drop_older_templates(connection)
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(template)))
        make_tables(DATABASE_URL=beside[1], PIER_VAR=str(KEPT / f"tables-{state}"))
        names = sql.Identifier(copy), sql.Identifier(template)
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        yield beside[2]
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(names[0]))


def drop_older_templates(connection: psycopg.Connection) -> None:
    older = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [TEMPLATE])
    for (name,) in older.fetchall():
        connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def make_tables(**variables: str) -> None:
    """Those of the site, and of the kinds that only tests have, which this process looks for as well."""
    command("migrate", "--noinput", "--verbosity", "0", **variables)
    # Tests have a folder of their own, so where the file is has to be said.
    beside = {"DATABASE_URL": f"sqlite:///{variables['PIER_VAR']}/site.sqlite3"}
    theirs = {**beside, **variables, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command("migrate", "--noinput", "--verbosity", "0", **theirs)


def command(*words: str, **variables: str) -> None:
    defaults = {"PIER_ENV": "development", "DJANGO_SETTINGS_MODULE": "lms.settings"}
    subprocess.run(
        [str(PYTHON), "-m", "lms", *words],
        cwd=ROOT,
        env=environment(**{**defaults, **variables}),
        check=True,
        stdin=subprocess.DEVNULL,
    )
