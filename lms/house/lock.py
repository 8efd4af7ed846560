"""``make lock``: choose versions once, with the hash of every file, for everybody.

A lock file names no package host: it says what is installed, and whoever installs says from where.
``UPGRADE=1`` takes the newest versions that ``pyproject.toml`` allows; without it only what must change does.
"""

import os
import sys
from pathlib import Path

from lms.house.environment import DEVELOPMENT_LOCK, RUN_LOCK, prepare
from lms.house.steps import ROOT, Stopped, do, say

HEADER = "# Made by “make lock” from pyproject.toml, with the hash of every file. Do not edit.\n"
PRODUCTION_LOCK = ROOT / "requirements-production.lock"
EXTRAS = ["--extra", "s3", "--extra", "traces"]
COMPILE = [
    *["uv", "pip", "compile", "pyproject.toml", "--quiet", "--universal", "--python-version", "3.11"],
    *["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"],
]


def main() -> int:
    same_versions = ["--constraints", str(RUN_LOCK)]
    try:
        prepare(for_development=True)
        lock(RUN_LOCK, [])
        lock(PRODUCTION_LOCK, [*same_versions, *EXTRAS])
        lock(DEVELOPMENT_LOCK, [*same_versions, *EXTRAS, "--group", "dev"])
    except Stopped as reason:
        say(f"\n{reason}")
        return 1
    return 0


def lock(file: Path, options: list[str]) -> None:
    if os.environ.get("UPGRADE"):
        options = [*options, "--upgrade"]
    do(f"Locking {file.name}", [*COMPILE, *options, "--output-file", file.name])
    file.write_text(HEADER + file.read_text().removeprefix(HEADER))


if __name__ == "__main__":
    sys.exit(main())
