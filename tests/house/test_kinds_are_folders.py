"""What a kind of question is made of is known in its folder and nowhere else."""

import re

import pytest

from courses.kinds import HERE, names
from tests.house.tree import ROOT, our_files

#: Words that only a kind of question has a use for. Its own names are added to them.
INSIDE = [
    r"""\.chosen\b|["']chosen["']|\bchosen:""",
    r"\btakes_several\b",
    r"\[.options.\]|\.options\b",
    r"\boption_keys?\b",
]
#: Of old, every answer was a tick: rulings of that format are still read, and answers that wait on a device.
FORMAT_1 = {"courses/models/learning/ruling.py", "courses/queries/rulings.py", "static/js/unsent.js"}
CONTROLS = {"static/js/fields.js"}  # of any form: a list to choose from has options
#: They speak of other options, or make content as a trainer would.
OF_OTHERS = ("lms/management/", "lms/house/", "lms/core/", "lms/people/", "cms/", "static/build/")


def ours(*endings):
    for path in our_files(*endings):
        name = path.as_posix()
        if name.startswith(("courses/kinds/", "tests/", "node_modules/")) or "/migrations/" in name:
            continue
        yield name, (ROOT / path).read_text()


@pytest.mark.parametrize("word", INSIDE)
def test_no_answer_is_looked_into_outside_its_kind(word):
    found = [
        f"{name}: {line.strip()}"
        for name, text in ours(".py", ".html", ".js")
        if not name.startswith(OF_OTHERS) and name not in FORMAT_1 | CONTROLS
        for line in text.splitlines()
        if re.search(word, line)
    ]

    assert found == []


def test_no_kind_is_named_outside_its_folder():
    kinds = [folder for name in names() for folder in (name, name.replace("_", "-"))]
    words = re.compile(rf"\b({'|'.join(kinds)})\b")

    assert [name for name, text in ours(".py", ".html", ".js", ".scss") if words.search(text)] == []


def test_every_kind_has_the_same_files():
    files = {name: {path.name for path in (HERE / name).glob("*.py")} for name in names()}

    assert all({"__init__.py", "rule.py", "question.py"} <= found for found in files.values()), files
    assert {path for found in files.values() for path in found} <= {
        "__init__.py",
        "rule.py",
        "question.py",
        "markup.py",
    }
