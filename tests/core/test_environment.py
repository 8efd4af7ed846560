"""Settings: typed, and refused where they would put people at risk."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from lms.environment import Environment

SAFE = {
    "PIER_ENV": "production",
    "SECRET_KEY": "x1pQ9vL2mZ7-k" * 4,
    "SITE_URL": "https://learning.example.org",
    "ALLOWED_HOSTS": "learning.example.org",
    "DATABASE_URL": "postgres://pier@127.0.0.1/pier",
    "DEFAULT_FROM_EMAIL": "no-reply@example.org",
    "SUPPORT_EMAIL": "help@example.org",
    "EMAIL_URL": "smtp+tls://mail.example.org:587",
    "BROKER_URL": "redis://127.0.0.1/0",
}


def start(tmp_path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of their own, with these variables and no others of ours."""
    environment = {"PATH": os.environ["PATH"], "PIER_VAR": str(tmp_path), **variables}
    return subprocess.run(
        [sys.executable, "-c", "import lms.settings"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_when_everything_that_protects_people_is_set(tmp_path):
    assert start(tmp_path, **SAFE).returncode == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "x1" * 30}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "django-insecure-" + "x1pQ9vL2mZ7-k" * 4}, "SECRET_KEY must be set"),
        ({"SECRET_KEY_FALLBACKS": "short"}, "SECRET_KEY_FALLBACKS must be"),
        ({"SUPPORT_EMAIL": ""}, "SUPPORT_EMAIL must be set"),
        ({"EMAIL_URL": ""}, "EMAIL_URL must be set"),
        ({"BROKER_URL": ""}, "BROKER_URL must name a broker"),
        ({"BROKER_URL": "memory://"}, "BROKER_URL must name a broker"),
        ({"SITE_URL": ""}, "SITE_URL must be set"),
        ({"SITE_URL": "http://learning.example.org"}, "SITE_URL must begin with https://"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must not be *"),
        ({"DATABASE_URL": "sqlite:///somewhere.sqlite3"}, "DATABASE_URL must name a PostgreSQL database"),
        ({"DEFAULT_FROM_EMAIL": ""}, "DEFAULT_FROM_EMAIL must be set"),
        ({"DEMO_PASSWORD": "warm-lighthouse-teapot"}, "DEMO_PASSWORD must not be set"),
    ],
)
def test_production_says_which_setting_is_missing_or_unsafe_and_does_not_start(tmp_path, change, said):
    started = start(tmp_path, **(SAFE | change))

    assert started.returncode != 0
    assert said in started.stderr


def test_every_problem_is_named_at_once(tmp_path):
    said = start(tmp_path, PIER_ENV="production").stderr

    assert all(name in said for name in ("SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "DATABASE_URL"))


def test_a_kind_of_environment_nobody_knows_is_refused():
    with pytest.raises(ImproperlyConfigured, match="production, development, test"):
        Environment({"PIER_ENV": "prodution"})


@pytest.mark.parametrize(("word", "meant"), [("true", True), ("ON", True), ("no", False), ("0", False)])
def test_yes_and_no_are_read_in_the_usual_words(word, meant):
    assert Environment({"BEHIND_PROXY": word}).yes_or_no("BEHIND_PROXY", default=not meant) is meant


def test_a_word_that_is_neither_yes_nor_no_is_a_mistake():
    with pytest.raises(ImproperlyConfigured, match="Write true or false"):
        Environment({"BEHIND_PROXY": "maybe"}).yes_or_no("BEHIND_PROXY", default=False)


def test_a_number_that_is_none_is_a_mistake():
    with pytest.raises(ImproperlyConfigured, match="whole number"):
        Environment({"PORT": "eight"}).number("PORT", default=1)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("https://learning.example.org", "https://learning.example.org"),
        ("https://learning.example.org/", "https://learning.example.org"),
        ("HTTPS://Learning.Example.ORG", "https://learning.example.org"),
        ("http://127.0.0.1:8000//", "http://127.0.0.1:8000"),
    ],
)
def test_the_sites_address_is_written_in_one_way(given, read):
    assert Environment({"SITE_URL": given}).address("SITE_URL", default="", why="") == read


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("learning.example.org", "Write it like https"),
        ("ftp://learning.example.org", "Write it like https"),
        ("https://", "Write it like https"),
        ("https://learning.example.org/pier", "Leave out"),
        ("https://learning.example.org?x=1", "Leave out"),
        ("https://me:secret@learning.example.org", "Leave out"),
    ],
)
def test_what_is_no_address_of_a_site_is_refused_in_words(given, said):
    with pytest.raises(ImproperlyConfigured, match=said):
        Environment({"SITE_URL": given}).address("SITE_URL", default="", why="")


def test_capital_letters_in_hosts_make_no_difference(tmp_path):
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "from lms import settings as s; print(s.ALLOWED_HOSTS, s.CSRF_TRUSTED_ORIGINS)",
        ],
        env={
            "PATH": os.environ["PATH"],
            "PIER_VAR": str(tmp_path),
            **SAFE,
            "ALLOWED_HOSTS": "Learning.Example.org",
            "CSRF_TRUSTED_ORIGINS": "https://Learning.Example.org/",
        },
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert said.strip() == "['learning.example.org'] ['https://learning.example.org']"


def test_a_secret_may_stand_in_a_file(tmp_path):
    (tmp_path / "key").write_text("from a file\n")

    read = Environment({"SECRET_KEY_FILE": str(tmp_path / "key")}).secret("SECRET_KEY", default="")

    assert read == "from a file"
