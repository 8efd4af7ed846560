"""Under ``make run`` a process that dies is started again, and ends when it is asked to."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: Writes down that it began, and then lives until it is told to end.
LIVES = """
import os, pathlib, signal, sys
pathlib.Path(sys.argv[1]).open("a").write(f"{os.getpid()}\\n")
signal.pause()
"""


def begun(file, many):
    until = time.monotonic() + 20
    while time.monotonic() < until:
        pids = file.read_text().split() if file.exists() else []
        if len(pids) == many:
            return [int(pid) for pid in pids]
        time.sleep(0.05)
    raise AssertionError(f"It did not begin {many} times")


def test_what_dies_is_started_again_and_what_is_asked_to_end_ends(tmp_path):
    file = tmp_path / "pids"
    keeper = subprocess.Popen(
        [sys.executable, "-m", "lms.house.keep", sys.executable, "-c", LIVES, str(file)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    try:
        (first,) = begun(file, 1)
        os.kill(first, signal.SIGKILL)
        _, second = begun(file, 2)

        keeper.send_signal(signal.SIGTERM)
        said = keeper.communicate(timeout=10)[0].decode()
    finally:
        keeper.kill()
        keeper.wait()

    assert keeper.returncode == 0
    assert "started again" in said
    assert not Path(f"/proc/{second}").exists()


def test_everything_that_runs_behind_the_site_is_kept():
    lines = (ROOT / "lms" / "Procfile").read_text().splitlines()
    behind = [line for line in lines if not line.startswith("web:")]

    assert {line.split(":")[0] for line in behind} == {"worker", "mail", "beat"}
    assert all(" -m lms.house.keep celery " in line for line in behind)
    assert sum(".mail" in line for line in behind) == 1
