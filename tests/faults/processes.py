"""Child processes of fault tests: a broker, workers, beats, web servers. Each in a group of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(true: Callable[[], object], *, seconds: float, what: str) -> float:
    """Wait; return how long it took. Fails with what was waited for."""
    started = time.monotonic()
    while not true():
        assert time.monotonic() - started < seconds, f"Waited {seconds} s in vain: {what}"
        time.sleep(0.1)
    return time.monotonic() - started


@dataclass
class Process:
    command: list[str]
    log: Path
    env: dict[str, str]
    running: subprocess.Popen[bytes] | None = None

    def start(self) -> "Process":
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                self.command, cwd=ROOT, env=self.env, stdout=log, stderr=log, start_new_session=True
            )
        return self

    def kill(self, number: int = signal.SIGKILL) -> None:
        """The whole group at once, as a machine that loses its power would."""
        if self.running is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.running.pid, number)
            self.running.wait()
            self.running = None

    def kill_a_child(self) -> None:
        """One of its workers, as the machine does when memory runs out."""
        assert self.running is not None
        listed = Path(f"/proc/{self.running.pid}/task/{self.running.pid}/children").read_text()
        os.kill(int(listed.split()[0]), signal.SIGKILL)


@dataclass
class Machine:
    """Where a test's processes live. ``env`` is what every one of them is told."""

    folder: Path
    env: dict[str, str]
    processes: list[Process] = field(default_factory=list)
    broker_port: int = field(default_factory=free_port)
    web_port: int = field(default_factory=free_port)

    def run(self, name: str, *command: str, **more: str) -> Process:
        process = Process(list(command), self.folder / f"{name}.log", self.env | more)
        self.processes.append(process)
        return process.start()

    def broker(self) -> Process:
        """Redis that keeps nothing on disk: killed, it has forgotten all."""
        options = ["--port", str(self.broker_port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        started = self.run("redis", "redis-server", *options, "--dir", str(self.folder))
        wait_until(lambda: answers(self.broker_port), seconds=10, what="Redis")
        return started

    def worker(
        self,
        *,
        at_once: int = 2,
        app: str = "lms",
        queues: str = "pier,pier.sweep,pier.mail",
        kept: bool = False,
        **more: str,
    ) -> Process:
        """Of everything, unless it is told otherwise: ``queues`` empty is what README starts first.

        ``kept``: started again when it ends by itself, as ``make run`` and whatever runs production do.
        """
        options = ["--loglevel", "warning", "--concurrency", str(at_once)]
        options += ["--queues", queues] if queues else []
        options += ["--hostname", f"{len(self.processes)}@%h"]
        keeper = ["-m", "lms.house.keep", sys.executable] if kept else []
        worker = [sys.executable, *keeper, "-m", "celery", "-A", app, "worker"]
        return self.run("worker", *worker, *options, **more)

    def beat(self, number: int = 1, app: str = "lms") -> Process:
        schedule = ["-s", str(self.folder / f"beat-{number}")]
        return self.run("beat", sys.executable, "-m", "celery", "-A", app, "beat", *schedule)

    def web(self) -> Process:
        options = ["--worker-class", "lms.web.Worker", "--workers", "2", "--threads", "4"]
        options += ["--bind", f"127.0.0.1:{self.web_port}"]
        started = self.run("web", sys.executable, "-m", "gunicorn", "lms.wsgi", *options)
        wait_until(lambda: answers(self.web_port), seconds=40, what="the web server")
        return started

    def log(self) -> str:
        return "\n".join(log.read_text(errors="replace")[-3000:] for log in self.folder.glob("*.log"))


def answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@contextlib.contextmanager
def machine(folder: Path, **env: str) -> Iterator[Machine]:
    """A machine whose processes all end with the test."""
    here = Machine(folder, dict(os.environ))
    here.env |= {
        "DJANGO_SETTINGS_MODULE": "lms.settings",
        "PIER_ENV": "test",
        "PIER_VAR": str(folder),
        "SECRET_KEY": settings.SECRET_KEY,  # or nobody whom a test signs in would be
        "BROKER_URL": f"redis://127.0.0.1:{here.broker_port}/0",
        "EMAIL_URL": f"filemail://{folder / 'mail'}",
        "SITE_URL": f"http://localhost:{here.web_port}",
        "WORK_LEASE_SECONDS": "8",
        **env,
    }
    try:
        yield here
    finally:
        for process in reversed(here.processes):
            process.kill()
