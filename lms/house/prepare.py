"""What has to stand before a command can run: ``python -m lms.house.prepare [development|site|again]``.

Without a word: what running needs. ``development``: with the tools of the other make targets. ``site``: with
tables, static files and, in an empty database, the demonstration network. ``again``: the same from nothing.
"""

import os
import shutil
import sys

from lms.house.environment import RUN_LOCK, prepare
from lms.house.steps import PYTHON, ROOT, VAR, Stopped, do, fingerprint, is_fresh, remember, say

PACKAGES = [ROOT / "lms", ROOT / "cms", ROOT / "courses", ROOT / "certificates"]


def main(what: str = "") -> int:
    try:
        prepare(for_development=what == "development")
        if what == "again":
            throw_away()
        if what in {"site", "again"}:
            prepare_site()
    except Stopped as reason:
        say(f"\n{reason}")
        return 1
    return 0


def prepare_site() -> None:
    """Static files collected, tables made, and an empty database filled with the demonstration network."""
    VAR.mkdir(parents=True, exist_ok=True)
    static = fingerprint(ROOT / "static", RUN_LOCK, *PACKAGES)
    if not is_fresh("static", static) or not (VAR / "static").is_dir():
        manage("Collecting the static files", "collectstatic", "--noinput", "--clear", "--verbosity", "0")
        remember("static", static)
    code = fingerprint(RUN_LOCK, *PACKAGES)
    is_elsewhere = "DATABASE_URL" in os.environ
    if is_elsewhere or not is_fresh("database", code) or not (VAR / "site.sqlite3").exists():
        manage("Making the tables", "migrate", "--noinput")
        manage("Filling an empty database with the demonstration network", "demo", "--if-empty")
        remember("database", code)


def manage(label: str, *command: str) -> None:
    do(label, [PYTHON, "-m", "lms", *command], progress=lambda lines: lines[-1].strip()[:60] if lines else "")


def throw_away() -> None:
    """Empty this machine's own database and files. Anything kept elsewhere is not ours to throw away."""
    if "DATABASE_URL" in os.environ or os.environ.get("PIER_ENV") == "production":
        raise Stopped(
            "Only the database in var/ is thrown away, and DATABASE_URL or PIER_ENV=production says that "
            "this site has another. Nothing was changed."
        )
    for entry in VAR.iterdir() if VAR.is_dir() else []:
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    say("✓ Database and files of this machine thrown away")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
