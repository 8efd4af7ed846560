"""An environment of our own in ``.venv``, and the compiled styles."""

import os
import re
import subprocess
import sys
from pathlib import Path

from lms.house.steps import PYTHON, ROOT, VENV, do, fingerprint, is_fresh, remember

RUN_LOCK = ROOT / "requirements.lock"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.lock"


def prepare(*, for_development: bool = False) -> None:
    """All that has to stand before any of our own code can run. Takes no time when it already does."""
    _make_environment()
    _install(for_development=for_development)
    _compile_styles()


def _make_environment() -> None:
    if PYTHON.exists() and _version_of(PYTHON) == sys.version_info[:2]:
        return
    do(
        "Making an environment in .venv",
        [sys.executable, "-m", "venv", "--clear", VENV],
        env=dict(os.environ),
    )


def _version_of(python: Path) -> tuple[int, ...]:
    answer = subprocess.run(
        [python, "-c", "import sys; print(*sys.version_info[:2])"],
        capture_output=True,
        text=True,
        check=False,
    )
    return tuple(int(part) for part in answer.stdout.split())


def _install(*, for_development: bool) -> None:
    """The development lock holds all of the other, in the same versions, so it serves for both."""
    development = fingerprint(DEVELOPMENT_LOCK)
    if is_fresh("development", development):
        return
    lock = DEVELOPMENT_LOCK if for_development else RUN_LOCK
    name = "development" if for_development else "run"
    inputs = fingerprint(lock)
    if is_fresh(name, inputs):
        return
    packages = len(re.findall(r"^\S+==", lock.read_text(), re.MULTILINE))

    def progress(lines: list[str]) -> str:
        return f"{sum(line.startswith('Collecting ') for line in lines)} of about {packages}"

    do(
        f"Installing {packages} packages",
        [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "-r", lock],
        progress=progress,
    )
    remember(name, inputs)


def _compile_styles() -> None:
    """The command finds Node and fetches what it needs; without changes it is not even asked."""
    static, command = ROOT / "static", ROOT / "lms" / "management" / "commands" / "compile_styles.py"
    inputs = fingerprint(
        ROOT / "package.json", ROOT / "package-lock.json", static / "scss", static / "js", command
    )
    if is_fresh("styles", inputs) and (static / "build").is_dir():
        return
    do("Fetching the front-end packages and compiling the styles", [PYTHON, "-m", "lms", "compile_styles"])
    remember("styles", inputs)
