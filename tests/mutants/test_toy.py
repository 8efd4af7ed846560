"""``make mutants`` works: what tests notice counts as killed, what they do not is listed."""

import os
import subprocess
import sys

from tests.mutants.targets import ROOT


def test_what_no_test_notices_is_listed_and_the_rest_counts_as_killed(tmp_path):
    only = {"ONLY": "tests/mutants/toy/rule.py", "TESTS": "tests/mutants/toy/bites.py"}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}

    done = subprocess.run(
        [sys.executable, "-m", "tests.mutants"],
        cwd=ROOT,
        env={**inherited, **only, "PIER_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    survivors = (tmp_path / "mutants" / "survivors.txt").read_text()
    assert "max(scores, default=0) → return max(scores, default=1)" in survivors
    assert "is_enough" not in survivors  # neither its body, nor its default, which takes another process
    assert "others        57% of 7 killed (3 survived)" in done.stdout
