"""Inside pytest: everything is loaded once, then each mutant lives and dies in a fork.

A fork costs next to nothing, where a fresh start of the site costs seconds. What can only be broken by
importing it anew (tables, defaults) is tried in a process of its own.
"""

import gc
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import coverage
import pytest
from django.db import connections

from tests.mutants.breaking import Mutant
from tests.mutants.swapping import Loaded

#: Of what is known to touch a broken line, as much as takes this long; the quickest first.
SECONDS_OF_TESTS = 20.0
#: What went wrong in the last fork in which something other than a test did.
TROUBLE = Path(tempfile.gettempdir()) / f"mutants-{os.getuid()}-trouble.txt"
KILLED, SURVIVED, UNTOUCHED = "killed", "survived", "untouched"


@dataclass(frozen=True)
class Touch:
    """What a test touched of the files that are broken, and how long it took."""

    seconds: float
    lines: dict[str, list[int]]


class Trial:
    """A pytest plugin that tries mutants in place of running the tests."""

    def __init__(self, root: Path, paths: list[str], work: Callable[["Trial"], None]) -> None:
        self.root, self.paths, self._work = root, paths, work
        self.items: dict[str, pytest.Item] = {}
        self.touches: dict[str, Touch] = {}
        self.failing: dict[str, str] = {}
        self._why = self._why_when = ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        self._warm_up(session.items)
        self._loaded = Loaded(self.root, self.paths)
        gc.freeze()  # forks share what they do not look through
        self._work(self)
        return True

    def pytest_configure(self, config: pytest.Config) -> None:
        config.option.verbose = 0  # asked for by pytest-django, where nothing is shown in a terminal

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._why, self._why_when = report.longreprtext, str(report.when)

    def _warm_up(self, items: list[pytest.Item]) -> None:
        """Make the test database, which all forks then share: each rolls back what it wrote."""
        wanting = [item for item in items if "db" in getattr(item, "fixturenames", ())] or items
        if not _run(wanting[0]) and self._why_when == "setup":
            raise pytest.UsageError(f"{wanting[0].nodeid} cannot be set up:\n{self._why}")
        for connection in connections.all(initialized_only=True):
            connection.close()

    def look(self, nodeids: list[str]) -> dict[str, Touch]:
        """Run these tests as they are, and see what each touches: each alone, leaning on none."""
        with tempfile.TemporaryDirectory() as folder:
            answers = [(nodeid, Path(folder) / f"{n}.json") for n, nodeid in enumerate(nodeids)]
            for nodeid, answer in answers:
                _in_a_fork(partial(self._write_touches, [nodeid], answer), seconds=600)
            told = [json.loads(answer.read_text()) for _, answer in answers if answer.exists()]
        for each in told:
            self.failing |= each["failing"]
        return {nodeid: Touch(**touch) for each in told for nodeid, touch in each["touches"].items()}

    def _write_touches(self, nodeids: list[str], answer: Path) -> bool:
        measured = coverage.Coverage(
            data_file=None, config_file=False, include=[str(self.root / path) for path in self.paths]
        )
        touches: dict[str, Any] = {}
        failing: dict[str, str] = {}
        measured.start()
        for nodeid in nodeids:
            measured.switch_context(nodeid)
            started = time.perf_counter()
            if not _run(self.items[nodeid]):
                failing[nodeid] = self._why
            touches[nodeid] = {"seconds": time.perf_counter() - started, "lines": {}}
        measured.stop()
        with warnings.catch_warnings(action="ignore"):  # that nothing was touched is an answer
            data = measured.get_data()
        for path in self.paths:
            for line, contexts in data.contexts_by_lineno(str(self.root / path)).items():
                for nodeid in filter(None, contexts):
                    touches[nodeid]["lines"].setdefault(path, []).append(line)
        answer.write_text(json.dumps({"touches": touches, "failing": failing}))
        return True

    def attempt(self, mutant: Mutant) -> str:
        nodeids = self._tests_of(mutant)
        if not nodeids:
            return UNTOUCHED
        expected = sum(self.touches[nodeid].seconds for nodeid in nodeids)
        lived = _in_a_fork(lambda: self._live(mutant, nodeids), seconds=20 + 5 * expected)
        if lived == CANNOT_SWAP:
            lived = self._live_apart(mutant, nodeids)
        return SURVIVED if lived == 0 else KILLED

    def holds_unbroken(self, mutant: Mutant) -> bool:
        """Whether the tests that would be asked pass in a fork with nothing broken: or each kill is a lie."""
        nodeids = self._tests_of(mutant)
        return _in_a_fork(lambda: self._all_pass(nodeids), seconds=600) == 0

    def _live(self, mutant: Mutant, nodeids: list[str]) -> bool | int:
        if not self._loaded.swap(mutant):
            return CANNOT_SWAP
        return self._all_pass(nodeids)

    def _all_pass(self, nodeids: list[str]) -> bool:
        return all(_run(self.items[nodeid]) for nodeid in nodeids)

    def _live_apart(self, mutant: Mutant, nodeids: list[str]) -> int:
        with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
            file.write(mutant.source)
            file.flush()
            plugins = ["-p", "no:randomly", "-p", "tests.mutants.importing", "-p", "no:cacheprovider"]
            done = subprocess.run(
                [sys.executable, "-m", "pytest", "-x", "-q", *plugins, *nodeids],
                cwd=self.root,
                env={**os.environ, "MUTANT_OF": str(self.root / mutant.path), "MUTANT": file.name},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
        return done.returncode

    def _tests_of(self, mutant: Mutant) -> list[str]:
        """Those that touch the broken statement, the quickest first, as many as there is time for."""
        statement = set(range(mutant.line, mutant.last_line + 1))
        touching = [
            (touch.seconds, nodeid)
            for nodeid, touch in self.touches.items()
            if (lines := touch.lines.get(mutant.path)) and (not mutant.unit or statement & set(lines))
        ]
        chosen, total = [], 0.0
        for seconds, nodeid in sorted(touching):
            if chosen and total + seconds > SECONDS_OF_TESTS:
                break
            chosen.append(nodeid)
            total += seconds
        return chosen


class _TheRunGoesOn:
    """In place of the next test: takes down all that is not the whole run's, as any test may be the next."""

    def __init__(self, session: pytest.Session) -> None:
        self._session = session

    def listchain(self) -> list[pytest.Session]:
        return [self._session]


CANNOT_SWAP = 3


def _run(item: pytest.Item) -> bool:
    before = item.session.testsfailed
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=_TheRunGoesOn(item.session))
    return item.session.testsfailed == before


def _in_a_fork(act: Callable[[], bool | int], *, seconds: float) -> int:
    """What it came to: 0 for true, 1 for false, else as it is. Ended after so much processor time."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            _be_quiet()
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
            came_to = act()
            code = came_to if type(came_to) is int else int(not came_to)
        except BaseException:
            TROUBLE.write_text(traceback.format_exc())
        finally:
            os._exit(code)
    return _wait(pid, until=time.monotonic() + 20 * seconds)


def _be_quiet() -> None:
    with open(os.devnull, "r+b") as nowhere:
        for stream in (0, 1, 2):
            os.dup2(nowhere.fileno(), stream)


def _wait(pid: int, *, until: float) -> int:
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > until:
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.005)
