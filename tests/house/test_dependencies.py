"""Lock files say what is installed, never from where; and they say it in full."""

import json
import re
import tomllib

import pytest

from tests.house.tree import ROOT, our_files

LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-production.lock"]

#: Where packages are fetched from is the business of whoever installs them.
#: In two halves, so that no host stands here either.
SERVICES = ["pypi", "pythonhosted", "npmjs", "yarnpkg", "jsdelivr", "unpkg", "crates"]
ENDINGS = ["org", "com", "net", "io"]
REGISTRIES = re.compile(
    rf"({'|'.join(SERVICES)})\.({'|'.join(ENDINGS)})\b|--(extra-)?index-url|--find-links",
)
HOLDS_THE_PATTERN = "tests/house/test_dependencies.py"
MAKES_THE_LOCKS = "lms/house/lock.py"  # names the options that keep hosts out


def test_the_pattern_knows_a_host_when_it_sees_one():
    assert REGISTRIES.search(f"https://files.{SERVICES[1]}.{ENDINGS[0]}/packages")
    assert not REGISTRIES.search("https://learning.example.org/")


def test_no_file_names_a_package_host():
    naming = [
        str(path)
        for path in our_files()
        if str(path) not in {HOLDS_THE_PATTERN, MAKES_THE_LOCKS}
        and REGISTRIES.search((ROOT / path).read_text(errors="ignore"))
    ]

    assert naming == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_its_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text()
    packages = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]

    assert packages
    assert "://" not in text
    assert [package.split()[0] for package in packages if "==" not in package.split()[0]] == []
    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []


def test_the_front_end_lock_has_hashes_and_no_address():
    locked = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: package for name, package in locked["packages"].items() if name}

    assert packages
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if "integrity" not in package] == []


def test_what_runs_is_locked_in_the_same_version_for_development():
    run, development = versions("requirements.lock"), versions("requirements-dev.lock")

    assert {name: development.get(name) for name in run} == run


def test_every_dependency_has_a_lower_bound_and_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run = project["project"]["dependencies"]
    asked = [*run, *project["dependency-groups"]["dev"], *project["project"]["optional-dependencies"]["s3"]]
    names = {re.split(r"[\[>=<]", line)[0] for line in asked}

    assert [line for line in asked if ">=" not in line] == []
    assert names - set(versions("requirements-dev.lock")) == set()
    assert {re.split(r"[\[>=<]", line)[0] for line in run} - set(versions("requirements.lock")) == set()


def versions(lock: str) -> dict[str, str]:
    return dict(
        re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)", (ROOT / lock).read_text(), re.MULTILINE)
    )
