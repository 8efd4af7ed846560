"""``make test``: from nothing to an answer, the quickest checks first.

What cannot be run here is left out with a line that says why; with PIER_REQUIRE_ALL=1 it counts as failed.
``make check`` is the quick part alone, ``make browser`` and ``make faults`` the parts of those names.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from lms.house import surroundings
from lms.house.environment import prepare
from lms.house.steps import PYTHON, ROOT, Stopped, do, environment, fingerprint, is_fresh, remember, say

#: Enough for ``check --deploy`` to judge a production site by. None of it opens anything.
PRODUCTION = {
    "PIER_ENV": "production",
    "SECRET_KEY": "only-for-checking-f3b1c6f0a94e4d7f8f1f0d5d7a0c2b6e9a8d7c6b5a493827",
    "ALLOWED_HOSTS": "learning.example.org",
    "SITE_URL": "https://learning.example.org",
    "DATABASE_URL": "postgres://pier@database.example.org/pier",
    "BROKER_URL": "redis://broker.example.org/0",
    "EMAIL_URL": "smtp+tls://mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "learning@example.org",
    "SUPPORT_EMAIL": "help@example.org",
}

QUICK: list[tuple[str, list[str]]] = [
    ("Style (ruff)", ["ruff", "check", "."]),
    ("Layout of the code (ruff format)", ["ruff", "format", "--check", "."]),
    ("Templates (djlint)", ["djlint", "--lint", "--quiet", "lms", "cms", "courses", "certificates"]),
    ("Contracts (import-linter)", ["lint-imports", "--no-logo"]),
    ("Types (mypy)", ["mypy"]),
    ("No migration missing", ["python", "-m", "lms", "makemigrations", "--check", "--dry-run"]),
]


@dataclass(frozen=True)
class Suite:
    """A run of pytest, and the questions that must be answered with nothing for it to run."""

    label: str
    arguments: list[str]
    needs: tuple[str, ...] = ()
    on_postgresql: bool = False
    or_else: "Suite | None" = None
    left_to_it: tuple[str, ...] = ()  # to the other suite, where that can run

    def why_not(self) -> str:
        questions = {
            "PostgreSQL": surroundings.why_no_postgresql,
            "Redis": surroundings.why_no_redis,
            "Chromium": surroundings.why_no_browser,
        }
        return "; ".join(reason for need in self.needs if (reason := questions[need]()))

    def options(self) -> list[str]:
        """What pytest is told."""
        left = self.left_to_it if self.or_else and not self.or_else.why_not() else ()
        return [*self.arguments, *without(left)]


def without(paths: Iterable[str]) -> list[str]:
    return [f"--ignore={path}" for path in paths]


#: Slow, and the database makes no difference to them.
ONCE_ON_SQLITE = [
    *(
        f"tests/house/test_{name}.py"
        for name in ("contracts_bite", "dependencies", "keep", "layout", "sizes")
    ),
    *("tests/bench", "tests/mutants", "tests/house/authorisation"),
]
#: Slow, and PostgreSQL is the stricter of the two. Where there is none, SQLite has to do.
ONCE_ON_POSTGRESQL = [
    "tests/lives",
    "tests/house/test_odd_input.py",
    "tests/house/test_wagtails_pages.py",
    "tests/courses/authoring/test_sizes_of_authoring_pages.py",
]

POSTGRESQL = Suite(
    "Tests on PostgreSQL and Redis",
    ["-n", "2", *without(ONCE_ON_SQLITE)],
    ("PostgreSQL", "Redis"),
    on_postgresql=True,
)
SQLITE = Suite("Tests on SQLite", ["-n", "2"], or_else=POSTGRESQL, left_to_it=tuple(ONCE_ON_POSTGRESQL))
BROWSER = Suite("Tests in a browser", ["-m", "browser"], ("Chromium",))
FAULTS = Suite("Fault tests", ["-m", "faults"], ("PostgreSQL", "Redis"), on_postgresql=True)

PYTEST: list[str | Path] = [PYTHON, "-m", "pytest", "--durations", "5"]
PASSED, FAILED = "passed", "failed|errors?"

#: More than these and something is broken, not late.
FEW_ENOUGH_TO_TRY_AGAIN = 5

PARTS = {
    "all": [SQLITE, POSTGRESQL, BROWSER, FAULTS],
    "check": [],
    "browser": [BROWSER],
    "faults": [FAULTS],
}


@dataclass
class Tally:
    """What went well, what did not, what could not be run, and how many tests that were."""

    failed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    second_try: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, closing_line: str) -> None:
        for number, word in re.findall(
            r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)", closing_line
        ):
            word = "errors" if word == "error" else word
            self.counts[word] = self.counts.get(word, 0) + int(number)

    def rescue(self, many: int) -> None:
        """Count what failed and then went well as passed."""
        for word in ("failed", "errors"):
            moved = min(many, self.counts.get(word, 0))
            self.counts[word] = self.counts.get(word, 0) - moved
            self.counts["passed"] = self.counts.get("passed", 0) + moved
            many -= moved
        self.counts = {word: number for word, number in self.counts.items() if number}


def main(part: str = "all") -> int:
    started = time.monotonic()
    tally = Tally()
    try:
        prepare(for_development=True)
        if part in {"all", "check"}:
            check_quickly(tally)
        for suite in PARTS[part]:
            run(suite, tally)
    except Stopped as reason:
        say(f"\n{reason}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130
    return close(tally, time.monotonic() - started)


def check_quickly(tally: Tally) -> None:
    for label, command in QUICK:
        check(label, command, tally)
    deploy = ["python", "-m", "lms", "check", "--deploy", "--fail-level", "WARNING"]
    check("Fit for production (check --deploy)", deploy, tally, env=environment(**PRODUCTION))


def check(label: str, command: list[str], tally: Tally, env: dict[str, str] | None = None) -> None:
    try:
        do(label, command, env=env)
    except Stopped:
        tally.failed.append(label)


def run(suite: Suite, tally: Tally) -> None:
    """Run a suite with its output as it comes."""
    if why := suite.why_not():
        say(f"– {suite.label}: left out, {why}")
        tally.left_out.append(f"{suite.label}: {why}")
        return
    say(f"\n{suite.label}")
    services_used = {"CHROMIUM": surroundings.chromium()}
    if suite.on_postgresql:
        services_used |= {"DATABASE_URL": surroundings.DATABASE_URL, "BROKER_URL": surroundings.BROKER_URL}
    migrations = fingerprint(*sorted(ROOT.glob("*/migrations")), *sorted(ROOT.glob("lms/*/migrations")))
    stamp = f"test-database-{suite.label.lower().replace(' ', '-')}"  # each suite has databases of its own
    arguments = suite.options() if is_fresh(stamp, migrations) else [*suite.options(), "--create-db"]
    if run_twice_at_most([*PYTEST, *arguments], services_used, suite.label, tally):
        remember(stamp, migrations)
    else:
        tally.failed.append(suite.label)


def run_twice_at_most(
    command: list[str | Path], services_used: dict[str, str], label: str, tally: Tally
) -> bool:
    """Whether all went well, the few that failed having been tried once more.

    A test that waits for real processes may meet a machine that had other things to do. What goes well only
    at the second try is said at the end, never passed over; what is broken fails twice.
    """
    code, closing_line = stream(command, services_used)
    failed = count(closing_line, FAILED)
    tally.add(closing_line)
    if code == 0 or not 0 < failed <= FEW_ENOUGH_TO_TRY_AGAIN:
        return code == 0
    say(f"\n{label}: {failed} once more")
    code, closing_line = stream([*command, "--last-failed", "--last-failed-no-failures=none"], services_used)
    if code or not count(closing_line, PASSED):
        return False
    tally.second_try.append(f"{label}: {failed}")
    tally.rescue(failed)
    return True


def count(closing_line: str, words: str) -> int:
    """How many tests pytest's last line gives for these words, a pattern."""
    return sum(int(number) for number in re.findall(rf"(\d+) (?:{words})\b", closing_line))


def stream(command: list[str | Path], services_used: dict[str, str]) -> tuple[int, str]:
    """Show what the command prints as it comes; return its exit code and its last line."""
    last = ""
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment(**services_used),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            last = line.strip() or last
    return process.returncode, last


def close(tally: Tally, seconds: float) -> int:
    """The summary, the closing line, and what the shell is told."""
    all_required = os.environ.get("PIER_REQUIRE_ALL") == "1"
    say()
    for label in tally.failed:
        say(f"✗ {label}")
    for label in tally.second_try:
        say(f"~ went well only at the second try: {label}")
    for reason in tally.left_out:
        say(f"{'✗ could not be run, and had to' if all_required else '– could not be run'}: {reason}")
    counted = ", ".join(f"{number} {word}" for word, number in tally.counts.items()) or "no tests run"
    failed = bool(tally.failed) or (all_required and bool(tally.left_out))
    verdict = "Something failed" if failed else "All is well"
    say(f"{verdict}: {len(tally.failed)} parts failed, {len(tally.left_out)} left out.")
    say(f"===== {counted} in {seconds:.2f}s =====")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
