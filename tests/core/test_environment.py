"""Settings: typed, and refused where they would put people at risk."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from lms.environment import Environment

SAFE = {
    "PIER_ENV": "production",
    "SECRET_KEY": "x1" * 30,
    "SITE_URL": "https://learning.example.org",
    "ALLOWED_HOSTS": "learning.example.org",
    "DATABASE_URL": "postgres://pier@127.0.0.1/pier",
    "DEFAULT_FROM_EMAIL": "no-reply@example.org",
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


def test_a_secret_may_stand_in_a_file(tmp_path):
    (tmp_path / "key").write_text("from a file\n")

    read = Environment({"SECRET_KEY_FILE": str(tmp_path / "key")}).secret("SECRET_KEY", default="")

    assert read == "from a file"
