"""``make run``: from a fresh clone to a working site on this machine, and how to sign in to it.

Web, worker and beat run until Ctrl-C. Nothing listens anywhere but on loopback.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

from lms.house.environment import prepare
from lms.house.prepare import prepare_site
from lms.house.steps import PYTHON, ROOT, Stopped, environment, say

ADDRESS = "127.0.0.1"
NAME = "localhost"  # of the same: browsers keep passkeys for names, not for numbers
SECONDS_TO_START = 60
ENDED_AS_ASKED = {0, 130, 143, -signal.SIGINT, -signal.SIGTERM}


def main() -> int:
    started = time.monotonic()
    try:
        port = free_port()
        os.environ.setdefault("SITE_URL", f"http://{NAME}:{port}")
        prepare()
        prepare_site()
        return serve(port, started)
    except Stopped as reason:
        say(f"\n{reason}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped before the site was up. “make run” goes on from here.")
        return 130


def free_port() -> int:
    """The port asked for with PORT=, if nobody has it. Raises Stopped, saying what to do."""
    port = os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 1 <= int(port) <= 65535:
        raise Stopped(f"PORT={port} is not a port: choose a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, int(port)))
        except PermissionError:
            raise Stopped(f"Port {port} may not be used by you here. Try “make run PORT=8000”.") from None
        except OSError:
            another = int(port) % 65535 + 1
            raise Stopped(
                f"Port {port} is taken by another program. Stop it, or try “make run PORT={another}”."
            ) from None
    return int(port)


def serve(port: int, started: float) -> int:
    """Start the three processes, say where the site is once it answers, and wait for Ctrl-C."""
    command = ["honcho", "-f", str(ROOT / "lms" / "Procfile"), "-d", str(ROOT), "start", "-p", str(port)]
    site = environment(PORT=str(port))
    with subprocess.Popen(command, cwd=ROOT, env=site) as processes, ends_with_us(processes):
        if wait_until_it_answers(port, processes):
            sign_ins = subprocess.run(
                [PYTHON, "-m", "lms", "sign_ins"],
                cwd=ROOT,
                env=site,
                capture_output=True,
                text=True,
                check=False,
            )
            seconds = time.monotonic() - started
            say(f"\nThe site is at http://{NAME}:{port}/ ({seconds:.0f} s). Ctrl-C stops it.\n")
            say(sign_ins.stdout or sign_ins.stderr)
        elif processes.poll() is None:
            say("The site does not answer yet; what it prints stands above. Ctrl-C stops it.")
        while True:
            with contextlib.suppress(KeyboardInterrupt):  # the processes were told as well: wait for them
                code = processes.wait()
                break
    say("\nThe site has stopped.")
    return 0 if code in ENDED_AS_ASKED else 1


@contextlib.contextmanager
def ends_with_us(processes: subprocess.Popen[bytes]) -> Iterator[None]:
    """Whoever asks us to end, ends the site."""

    def pass_on(number: int, _: object) -> None:
        processes.send_signal(number)

    signal.signal(signal.SIGTERM, pass_on)
    signal.signal(signal.SIGHUP, pass_on)
    try:
        yield
    finally:
        if processes.poll() is None:
            processes.terminate()
            processes.wait()


def wait_until_it_answers(port: int, processes: subprocess.Popen[bytes]) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    give_up = time.monotonic() + SECONDS_TO_START
    while processes.poll() is None and time.monotonic() < give_up:
        try:
            direct.open(f"http://{ADDRESS}:{port}/healthz", timeout=5).close()
        except urllib.error.HTTPError:
            return True  # it is up, and its own log says what else is wrong
        except OSError:
            time.sleep(0.3)
        else:
            return True
    return False


if __name__ == "__main__":
    sys.exit(main())
