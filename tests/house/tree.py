"""The files that are ours: those git knows or would add."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["lms/core", "lms/people", "cms", "courses", "certificates", "lms/reports", "lms/notices"]


def our_files(*endings: str) -> list[Path]:
    """Relative to ROOT; those with one of these endings, or all."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [Path(name) for name in listed.stdout.split("\0") if name]
    return [path for path in paths if (not endings or path.suffix in endings) and (ROOT / path).is_file()]
