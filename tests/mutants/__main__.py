"""``make mutants``: prints how much of what was broken some test noticed, and lists the rest.

MINUTES=20 stops in time, with a fair sample; SEED=1 chooses another order; ONLY=rules,courses/rules/quiz.py
narrows it down; AGAIN=1 tries only what survived last time.
"""

import json
import os
import sys
import time
from collections import Counter
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path

import pytest

from lms.house.steps import VAR, say
from tests.mutants import targets
from tests.mutants.breaking import Mutant
from tests.mutants.trying import KILLED, Touch, Trial

FOLDER = VAR / "mutants"
CONTROLS = 3  # of each group, tried without being broken
TOUCHES, SURVIVORS = FOLDER / "touches.json", FOLDER / "survivors.txt"


class Score:
    """What became of the mutants of each group."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = {}
        self.alive: list[str] = []

    def add(self, group: str, mutant: Mutant, fate: str) -> None:
        self.counts.setdefault(group, Counter())[fate] += 1
        if fate != KILLED:
            self.alive.append(f"{group}\t{fate}\t{mutant}")
            SURVIVORS.write_text("\n".join(sorted(self.alive)) + "\n")

    def __str__(self) -> str:
        return "\n".join(_line(group, counts) for group, counts in self.counts.items())


def _line(group: str, counts: Counter[str]) -> str:
    tried = counts.total()
    others = ", ".join(f"{number} {fate}" for fate, number in counts.items() if fate != KILLED)
    return f"{group:12} {counts[KILLED] / tried:4.0%} of {tried} killed{f' ({others})' if others else ''}"


def main() -> int:
    groups = _chosen(os.environ.get("ONLY", ""), again=bool(os.environ.get("AGAIN")))
    FOLDER.mkdir(parents=True, exist_ok=True)
    SURVIVORS.write_text("")
    paths = sorted({mutant.path for mutants in groups.values() for mutant in mutants})
    every = sorted({path for group in targets.GROUPS for path in targets.files_of(group)} | set(paths))
    score = Score()
    trial = Trial(targets.ROOT, every, lambda trial: _try(trial, groups, score))
    tests = os.environ.get("TESTS", "").split() or targets.TESTS
    quietly = [f"-pno:{plugin}" for plugin in ("randomly", "cacheprovider", "terminal")]
    code = pytest.main(["-s", *quietly, *tests], plugins=[trial])
    say(f"\n{score}\nWhat survived stands in {SURVIVORS}.")
    return int(code)


def _chosen(only: str, *, again: bool) -> dict[str, list[Mutant]]:
    """By group; files that are named and in no group are the ``others``."""
    seed = int(os.environ.get("SEED", "1"))
    narrowed = {each for each in only.split(",") if each}
    alive = {line.split("\t")[-1] for line in SURVIVORS.read_text().splitlines()} if again else set()
    files = {group: targets.files_of(group) for group in targets.GROUPS}
    files["others"] = sorted(narrowed - set(files) - set().union(*files.values()))
    groups = {}
    for group, paths in files.items():
        if again:
            paths = [path for path in paths if any(line.startswith(f"{path}:") for line in alive)]
        elif narrowed and group not in narrowed:
            paths = [path for path in paths if path in narrowed]
        mutants = targets.mutants(group, paths, seed=seed)
        groups[group] = [mutant for mutant in mutants if not again or _is_among(mutant, alive)]
    return groups


def _is_among(mutant: Mutant, alive: set[str]) -> bool:
    """By its place first: saying what changes takes a while."""
    place = f"{mutant.path}:{mutant.line} "
    return any(line.startswith(place) for line in alive) and str(mutant) in alive


def _try(trial: Trial, groups: dict[str, list[Mutant]], score: Score) -> None:
    _see_what_tests_touch(trial)
    for mutants in groups.values():
        for mutant in mutants[:CONTROLS]:
            if not trial.holds_unbroken(mutant):
                say(f"Nothing was broken, and a test of {mutant.path} failed: no score would be true.")
                sys.exit(1)
    end = time.monotonic() + 60 * float(os.environ.get("MINUTES") or 1e6)
    started, tried = time.monotonic(), 0
    for round_ in zip_longest(*groups.values()):  # a bit of each group in turn, for whoever stops early
        for group, mutant in zip(groups, round_, strict=True):
            if mutant is None:
                continue
            if time.monotonic() > end:
                return
            score.add(group, mutant, trial.attempt(mutant))
            tried += 1
        if tried and tried % 25 < len(groups):
            say(f"{tried} in {time.monotonic() - started:.0f} s\n{score}")


def _see_what_tests_touch(trial: Trial) -> None:
    """A test file is looked at again when it changes, all of them when what is broken does."""
    known = json.loads(TOUCHES.read_text()) if TOUCHES.exists() else {}
    broken = _digest(*trial.paths)
    by_file: dict[str, list[str]] = {}
    for nodeid in trial.items:
        by_file.setdefault(nodeid.partition("::")[0], []).append(nodeid)
    for file, nodeids in by_file.items():
        state = f"{broken} {_digest(file)}"
        if known.get(file, {}).get("state") != state:
            started = time.monotonic()
            touches, fails = trial.look(nodeids), set(trial.failing) & set(nodeids)
            say(f"looked at {file} in {time.monotonic() - started:.0f} s")
            state = "" if fails else state  # and looked at again next time
            known[file] = {"state": state, "touches": {name: vars(touch) for name, touch in touches.items()}}
            TOUCHES.write_text(json.dumps(known))
        trial.touches |= {name: Touch(**touch) for name, touch in known[file]["touches"].items()}
    for nodeid, why in trial.failing.items():  # notices everything, and so nothing
        say(f"left out, since it fails as things stand: {nodeid}: {why.strip().splitlines()[-1:]}")
        trial.touches.pop(nodeid, None)


def _digest(*paths: str) -> str:
    return sha256(b"".join((targets.ROOT / Path(path)).read_bytes() for path in paths)).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
