"""Each contract is broken on a copy of the tree, and the build is seen to fail there.

To add one: a ``Break`` that names the check, what is done to the copy, and a word the failure must say.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.tree import ROOT, our_files


def contract(name: str) -> list[str]:
    return [
        "-c",
        "from importlinter.cli import lint_imports_command as check; check()",
        "--no-cache",
        "--contract",
        name,
    ]


def pytest_on(file: str) -> list[str]:
    return ["-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", "--create-db", file]


@dataclass(frozen=True)
class Break:
    """One way to break the house."""

    name: str
    check: list[str]
    how: Callable[[Path], object]
    says: str


def adds(file: str, text: str) -> Callable[[Path], object]:
    """Puts the text at the end of a file of the copy, which may be a new one."""

    def add(tree: Path) -> None:
        with (tree / file).open("a") as end:
            end.write(f"\n{text}\n")

    return add


MIGRATE_AND_CHECK = [
    "-c",
    "import django, os, sys\n"
    "os.environ['DJANGO_SETTINGS_MODULE'] = 'lms.settings'\n"
    "django.setup()\n"
    "from django.core.management import CommandError, call_command\n"
    "call_command('migrate', verbosity=0)\n"
    "try:\n"
    "    call_command('check', databases=['default'], fail_level='WARNING')\n"
    "except CommandError as error:\n"
    "    sys.exit(print(error) or 1)\n",
]
A_LONG_FUNCTION = "def too_long():\n" + "    print()\n" * 41

BREAKS = [
    Break("river", contract("river"), adds("lms/core/refusals.py", "import certificates.models"), "BROKEN"),
    Break(
        "floors, an upper one used",
        contract("floors"),
        adds("courses/events.py", "import courses.models"),
        "BROKEN",
    ),
    Break("floors, a name on none", contract("floors"), adds("courses/extras.py", ""), "courses.extras"),
    Break(
        "kinds",
        contract("kinds"),
        adds("courses/rules/quiz.py", "import courses.kinds.single_choice.rule"),
        "BROKEN",
    ),
    Break(
        "kinds of activity",
        contract("kinds"),
        adds("courses/viewsets/walk_through.py", "import courses.activities.quiz.views"),
        "BROKEN",
    ),
    Break(
        "a page of a kind of activity that knows a door",
        contract("activity-pages"),
        adds("courses/activities/lesson/page.py", "import courses.queries.progress"),
        "BROKEN",
    ),
    Break(
        "a door of a kind of activity that knows its page",
        contract("activity-views"),
        adds("courses/activities/quiz/views.py", "import courses.activities.quiz.page"),
        "BROKEN",
    ),
    Break(
        "pure, in a kind of activity",
        contract("pure"),
        adds("courses/activities/lesson/rule.py", "import django.db"),
        "BROKEN",
    ),
    Break(
        "seam",
        contract("seam"),
        adds("courses/models/learning/__init__.py", "import courses.models.authoring"),
        "BROKEN",
    ),
    Break(
        "seam, by way of the models",
        pytest_on("tests/house/test_the_seam.py"),
        adds("certificates/listeners.py", "from courses.models import authoring"),
        "certificates/listeners.py: authoring",
    ),
    Break("pure", contract("pure"), adds("courses/rules/__init__.py", "import django.db"), "BROKEN"),
    Break(
        "pure, indirectly",
        contract("pure"),
        adds("lms/people/rules/__init__.py", "import lms.core.work"),
        "BROKEN",
    ),
    Break(
        "pure, but words", contract("pure-words"), adds("lms/core/words.py", "import django.utils"), "BROKEN"
    ),
    Break("no queue", contract("no-queue"), adds("certificates/models.py", "import celery"), "BROKEN"),
    Break(
        "no cycles",
        contract("no-cycles"),
        lambda tree: [
            adds(f"lms/core/{a}.py", f"import lms.core.{b}")(tree)
            for a, b in [("work", "mail"), ("mail", "work")]
        ],
        "BROKEN",
    ),
    Break(
        "sizes, a file",
        pytest_on("tests/house/test_sizes.py"),
        adds("lms/core/refusals.py", "\n" * 400),
        "lms/core/refusals.py",
    ),
    Break(
        "sizes, a function",
        pytest_on("tests/house/test_sizes.py"),
        adds("lms/core/refusals.py", A_LONG_FUNCTION),
        "refusals.py: too_long",
    ),
]
BREAKS += [
    Break(
        "unlisted address",
        pytest_on("tests/house/authorisation/test_every_address_is_listed.py"),
        adds("lms/people/urls.py", 'urlpatterns.append(path("unlisted/", me.me, name="unlisted"))'),
        "people:unlisted",
    ),
    Break(
        "removed trigger",
        MIGRATE_AND_CHECK,
        adds(
            "lms/core/append_only.py",
            "_complete = install\n"
            "def install(using='default'):\n"
            "    _complete(using)\n"
            "    connections[using].cursor().execute('DROP TRIGGER keep_core_auditentry_update')\n",
        ),
        "keep_core_auditentry_update is missing",
    ),
]
CHECKS = {" ".join(each.check): each.check for each in BREAKS}


@pytest.fixture(scope="module")
def copied_tree(tmp_path_factory) -> Path:
    """The tree as git would hand it to somebody else."""
    return copy_of_the_tree(tmp_path_factory.mktemp("whole") / "house")


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check[-1])
def test_an_unbroken_copy_passes(copied_tree, check):
    done = run(check, copied_tree)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("each", BREAKS, ids=lambda each: each.name)
def test_a_broken_copy_fails(tmp_path, each):
    tree = copy_of_the_tree(tmp_path / "house")
    each.how(tree)

    done = run(each.check, tree)

    assert done.returncode == 1, done.stdout + done.stderr
    assert each.says in done.stdout


def copy_of_the_tree(to: Path) -> Path:
    for path in our_files(".py", ".toml", ".html", ".js", ".scss", ".md", ".json", ".lock"):
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, to / path)
    subprocess.run(["git", "init", "--quiet"], cwd=to, check=True)
    return to


def run(check: list[str], tree: Path) -> subprocess.CompletedProcess[str]:
    """With the copy's own modules, settings and files, whoever started us."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "PIER_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, *check],
        cwd=tree,
        env={**ours, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=False,
    )
