"""What stands at the top, what a room has, and what no file may be called."""

import re
import tomllib

import pytest

from tests.house.tree import ROOMS, ROOT, our_files

TOP = {
    *{"lms", "courses", "certificates", "cms", "static", "tests"},
    *{"pyproject.toml", "Makefile", "README.md", "LICENSE"},
    *{".ci", ".editorconfig", ".gitattributes", ".gitignore", ".npmrc"},
    *{
        "requirements.lock",
        "requirements-dev.lock",
        "requirements-production.lock",
        "package.json",
        "package-lock.json",
    },
}

#: Drawers that take anything. A module is named for what it knows.
DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "services",
    "service",
    "manager",
    "base_utils",
}


def test_nothing_further_stands_at_the_top():
    assert {path.parts[0] for path in our_files()} - TOP == set()


def test_no_module_is_a_drawer():
    named = {str(path) for path in our_files(".py") if DRAWERS & {path.stem, *path.parts[:-1]}}

    assert named == set()


@pytest.mark.parametrize("room", [*ROOMS, "lms"])
def test_every_package_has_its_page(room):
    page = ROOT / room / "README.md"

    assert page.is_file()
    assert len(page.read_text().split()) >= 40


def test_decisions_are_numbered_and_listed():
    folder = ROOT / "lms" / "decisions"
    records = sorted(path.name for path in folder.glob("[0-9]*.md"))
    titles = [(folder / name).read_text().partition("\n")[0].removeprefix("# ") for name in records]
    listed = re.findall(r"^\d+\. \[.+\]\(.+\)$", (folder / "README.md").read_text(), re.MULTILINE)

    assert [int(name[:4]) for name in records] == list(range(1, len(records) + 1))
    assert listed == [
        f"{title.partition(' ')[0]} [{title.partition(' ')[2]}]({name})"
        for title, name in zip(titles, records, strict=True)
    ]


def test_every_variable_that_a_setting_reads_is_explained():
    read = re.findall(r"env\.\w+\(\s*\"(\w+)\"", (ROOT / "lms" / "settings.py").read_text())
    page = (ROOT / "README.md").read_text()

    assert len(read) > 10
    assert [name for name in {*read, "DATABASE_URL", "EMAIL_URL"} if f"`{name}" not in page] == []


def test_everything_in_lms_has_its_place_on_the_river():
    configured = tomllib.loads((ROOT / "pyproject.toml").read_text())
    river = next(each for each in configured["tool"]["importlinter"]["contracts"] if each["id"] == "river")
    named = {name for layer in river["layers"] for name in layer.replace("|", " ").replace(":", " ").split()}
    named = {name.strip("()") for name in named}
    there = {
        ".".join(["lms", path.parts[1].removesuffix(".py")])
        for path in our_files(".py")
        if path.parts[0] == "lms"
    }

    assert there - named == {"lms.__init__"}
