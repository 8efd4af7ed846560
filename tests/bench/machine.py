"""Processes and what they cost: CPU time from /proc, of a server's workers and of their database sessions."""

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
from pathlib import Path

import psycopg

PROC = Path("/proc")
SECONDS_TO_START = 60
TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


def cpu_ms(pid: int) -> float:
    """CPU time of a process so far, all its threads: from schedstat (nanoseconds), else in clock ticks."""
    with contextlib.suppress(OSError):
        times = [
            int((task / "schedstat").read_text().split()[0]) for task in (PROC / str(pid) / "task").iterdir()
        ]
        if times:
            return sum(times) / 1e6
    with contextlib.suppress(OSError):
        fields = (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * TICK_MS
    return 0.0


class Meter:
    """CPU time that a server and its database sessions used between two looks."""

    def __init__(self, database: str, name: str, pids: list[int]) -> None:
        self._connection = psycopg.connect(database, autocommit=True, application_name="bench-meter")
        self._name, self._pids = name, pids
        self._before: dict[int, float] = {}

    def start(self) -> None:
        self._before = self._look()

    def stop(self) -> float:
        """Milliseconds since ``start``."""
        return sum(used - self._before.get(pid, 0.0) for pid, used in self._look().items())

    def close(self) -> None:
        self._connection.close()

    def _look(self) -> dict[int, float]:
        sessions = self._connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE application_name = %s", [self._name]
        ).fetchall()
        return {pid: cpu_ms(pid) for pid in [*self._pids, *(pid for (pid,) in sessions)]}


#: As the site is served; BENCH_WORKER=gthread measures another.
WORKER = os.environ.get("BENCH_WORKER", "lms.web.Worker")


def free_port() -> int:
    """One on loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(pid: int) -> list[int]:
    """Processes whose parent it is."""
    found = []
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1]) == pid:
                    found.append(int(entry.name))
    return found


@contextlib.contextmanager
def server(*, port: int, environment: dict[str, str], probe: str, log: Path) -> Iterator[list[int]]:
    """gunicorn with two workers of four threads, on loopback. Gives the workers' ids."""
    command = [sys.executable, "-m", "gunicorn", "lms.wsgi", "--worker-class", WORKER]
    command += [
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "2",
        "--threads",
        "4",
        "--log-level",
        "warning",
        "--worker-tmp-dir",
        "/tmp",
    ]
    with (
        log.open("wb") as written,
        subprocess.Popen(command, env=environment, stdout=written, stderr=subprocess.STDOUT) as process,
    ):
        try:
            _wait(f"http://127.0.0.1:{port}{probe}", process, log)
            yield children(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    give_up = time.monotonic() + SECONDS_TO_START
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while process.poll() is None and time.monotonic() < give_up:
        try:
            direct.open(address, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"The server did not start:\n{log.read_text()[-2000:]}")
