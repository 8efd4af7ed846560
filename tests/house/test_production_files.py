"""The image, the compose file and the unit name what is there, and ask for what production asks for."""

import os
import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
import yaml

from lms.environment import Environment
from lms.house import answers
from lms.house.image import BUILDERS
from lms.house.steps import ROOT

FOLDER = ROOT / "lms" / "house" / "production"
COMPOSE = yaml.safe_load((FOLDER / "compose.yaml").read_text())
SITE = ("web", "worker", "mail", "beat", "tables")
OTHERS = ("database", "broker", "proxy")


def test_every_part_is_there_and_comes_back():
    services = COMPOSE["services"]

    assert set(services) == {*SITE, *OTHERS}
    assert {services[name]["restart"] for name in services if name != "tables"} == {"always"}
    assert all("test" in services[name]["healthcheck"] for name in OTHERS)


def test_what_production_asks_for_is_set():
    given = COMPOSE["services"]["web"]["environment"]
    asked = {"SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "DEFAULT_FROM_EMAIL", "SUPPORT_EMAIL"}

    assert asked | {"DATABASE_URL", "BROKER_URL", "BEHIND_PROXY", "PIER_ENV"} <= set(given)
    assert given["PIER_ENV"] == "production"
    assert Environment({"BEHIND_PROXY": given["BEHIND_PROXY"]}).yes_or_no("BEHIND_PROXY", default=False)


def test_no_secret_stands_in_it():
    text = (FOLDER / "compose.yaml").read_text()
    secret = re.findall(r"(?:PASSWORD|SECRET_KEY|EMAIL_URL): (\S+)", text)

    assert secret
    assert all(value.startswith("${") for value in secret)


def test_nothing_is_reached_from_outside_but_the_proxy():
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["proxy"]


@pytest.mark.parametrize("name", ["Containerfile", "pier-web.service", "compose.yaml"])
def test_every_module_that_is_named_is_there(name):
    text = (FOLDER / name).read_text()

    assert (ROOT / "lms" / "web.py").is_file()
    assert name == "compose.yaml" or "lms.web.Worker" in text
    for copied in re.findall(r"^COPY (?!--from)(.+) \./$", text, re.MULTILINE):
        assert all((ROOT / each).is_file() for each in copied.split())


def test_without_a_builder_it_says_what_to_do(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "lms.house.image"],
        cwd=ROOT,
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 1
    assert "Install docker, podman or buildah" in run.stdout
    assert "Traceback" not in run.stderr


def test_a_builder_is_told_the_file_and_the_name(tmp_path):
    builder = tmp_path / BUILDERS[0]
    builder.write_text('#!/bin/sh\necho "$@"\n')
    builder.chmod(0o755)
    run = subprocess.run(
        [sys.executable, "-m", "lms.house.image"],
        cwd=ROOT,
        env={**os.environ, "PATH": f"{tmp_path}:/bin:/usr/bin", "TAG": "pier:1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0
    assert "--file" in run.stdout
    assert "Containerfile --tag pier:1" in run.stdout


@pytest.fixture
def site():
    """The port of one that answers to its own name only, as the site does."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            known = (self.headers["Host"], self.path) == ("learning.example.org", "/healthz")
            self.send_response(200 if known else 400)
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield str(server.server_port)
        server.shutdown()


def test_the_health_check_says_yes_to_the_site_and_no_to_silence(site, monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "learning.example.org,other.example.org")

    assert answers.main(site) == 0
    monkeypatch.setenv("ALLOWED_HOSTS", "elsewhere.example.org")
    assert answers.main(site) == 1
    assert answers.main("1") == 1
