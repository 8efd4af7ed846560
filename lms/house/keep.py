"""``python -m lms.house.keep COMMAND …``: a process that dies is started again, until we are asked to end.

Under ``make run`` a worker that runs out of memory or broker would otherwise end the whole site.
"""

import contextlib
import signal
import subprocess
import sys
import threading
import time

from lms.house.steps import say

SHORTEST_WAIT, LONGEST_WAIT = 1.0, 30.0
LIVED_LONG = 60.0  # after so many seconds it begins anew with the shortest wait


def main(command: list[str]) -> int:
    asked = threading.Event()
    running: list[subprocess.Popen[bytes]] = []

    def end(number: int, _: object) -> None:
        asked.set()
        for process in running:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(number)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, end)
    wait = SHORTEST_WAIT
    while not asked.is_set():
        started = time.monotonic()
        running[:] = [subprocess.Popen(command)]
        if asked.is_set():  # while it started
            end(signal.SIGTERM, None)
        code = running[0].wait()
        if asked.is_set():
            break
        if time.monotonic() - started > LIVED_LONG:
            wait = SHORTEST_WAIT
        say(f"It ended by itself (code {code}) and is started again in {wait:.0f} s: {' '.join(command)}")
        asked.wait(wait)
        wait = min(2 * wait, LONGEST_WAIT)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
