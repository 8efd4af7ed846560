"""``make lives``: plays whole rounds until STEPS are played or MINUTES are over, each from another seed.

Says how many histories and steps that were, and stops at the first that is not as it should be, shortened to
the moves that matter: they go into ``test_found``. SEED=… plays the same again; with DATABASE_URL on that
database, else on SQLite.
"""

import os
import re
import secrets
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from lms.house.steps import ROOT, environment, say

TEST = Path(__file__).with_name("test_lives.py")
STEPS_IN_A_ROUND = 2000


def main() -> int:
    minutes = float(os.environ.get("MINUTES") or 0)
    steps = int(os.environ.get("STEPS") or (10**9 if minutes else 20_000))
    end = time.monotonic() + 60 * minutes if minutes else float("inf")
    seed = int(os.environ.get("SEED") or secrets.randbelow(10**6))
    played: Counter[str] = Counter()
    while played["steps"] < steps and time.monotonic() < end:
        code, printed = play(seed, STEPS_IN_A_ROUND)
        played.update({name: int(number) for name, number in re.findall(r"'(\w+)': (\d+)", printed)})
        say(f"seed {seed}: {played['histories']} histories, {played['steps']} steps so far")
        if code:
            say(printed)
            say(f"Found with SEED={seed}.")
            return code
        seed += 1
    others = ", ".join(f"{number} × {name}" for name, number in sorted(played.items()) if number)
    say(f"Nothing found. {others}.")
    return 0


def play(seed: int, steps: int) -> tuple[int, str]:
    """One round in a process of its own: its exit code, and what it printed of what was played and found."""
    told = environment(LIVES_SEED=str(seed), LIVES_STEPS=str(steps))
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-k", "1", "--show-capture=no", str(TEST)]
    done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    return done.returncode, "\n".join(line for line in lines if re.match(r"\.?LIVES_SEED|E  ", line))


if __name__ == "__main__":
    sys.exit(main())
