"""One step after the other: each says what it does, how far it is, and how long it took.

A step whose inputs have not changed since it last went well is left out: a stamp in the environment
remembers them.
"""

import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
VAR = Path(os.environ.get("PIER_VAR", ROOT / "var"))

#: Where nobody watches, a line this often is enough to show that work goes on.
SECONDS_BETWEEN_SIGNS_OF_LIFE = 15


class Stopped(Exception):
    """The work cannot go on; the message says why in a sentence."""


def say(sentence: str = "") -> None:
    print(sentence, flush=True)


def environment(**more: str) -> dict[str, str]:
    """The variables for what runs inside our environment, whose programs are found first."""
    path = os.pathsep.join([str(VENV / "bin"), os.environ.get("PATH", "")])
    return {**os.environ, "VIRTUAL_ENV": str(VENV), "PYTHONUNBUFFERED": "1", "PATH": path, **more}


def do(
    label: str,
    command: Iterable[str | Path],
    *,
    env: dict[str, str] | None = None,
    progress: Callable[[list[str]], str] | None = None,
) -> None:
    """Run the command behind one line of progress; show its output only if it fails.

    ``progress`` turns what was printed so far into a few words. Raises Stopped.
    """
    started = time.monotonic()
    lines: list[str] = []
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env=env or environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout is not None
        reader = threading.Thread(target=lines.extend, args=[process.stdout], daemon=True)
        reader.start()
        _watch(process, label, lambda: progress(lines) if progress else "", started)
        reader.join()
    seconds = time.monotonic() - started
    if process.returncode:
        say(f"✗ {label} ({seconds:.0f} s)")
        say("".join(lines[-60:]))
        raise Stopped(f"“{label}” did not work; what it printed stands above.")
    say(f"✓ {label} ({seconds:.0f} s)")


def _watch(process: subprocess.Popen[str], label: str, words: Callable[[], str], started: float) -> None:
    at_a_terminal = sys.stdout.isatty()
    said_at = started
    while True:
        try:
            process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            now = time.monotonic()
            line = f"… {label} {words()} ({now - started:.0f} s)"
            if at_a_terminal:
                print(f"\r{line}\033[K", end="", flush=True)
            elif now - said_at >= SECONDS_BETWEEN_SIGNS_OF_LIFE:
                say(line)
                said_at = now
        else:
            if at_a_terminal:
                print("\r\033[K", end="", flush=True)
            return


def fingerprint(*paths: Path, more: str = "") -> str:
    """The same for as long as the files, and those in the folders, stay the same."""
    digest = hashlib.sha256(more.encode())
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(str(file.relative_to(ROOT)).encode() + b"\0")
                digest.update(file.read_bytes())
    return digest.hexdigest()


def is_fresh(name: str, inputs: str) -> bool:
    """Whether the step of that name went well with these inputs."""
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text() == inputs


def remember(name: str, inputs: str) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(inputs)
