"""``make bench``: measure the pages against a bare one, on PostgreSQL and gunicorn.

In the environment: SIZE=2k, 5k or 20k, JSON=out.json, WORKS='lesson team', BENCH_SERVER=postgres://…,
BENCH_DATABASE=name to keep it.
"""

import json
import os
import sys
from argparse import ArgumentParser
from pathlib import Path

import django
import psycopg
from django.conf import settings
from django.utils import timezone

# Imported late, below: what needs the models can come only once Django is set up.


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
    django.setup()
    parser = ArgumentParser(prog="python -m tests.bench", description=__doc__)
    inner = parser.add_argument_group("for the processes that it starts itself")
    inner.add_argument("--fill", type=int, metavar="PEOPLE")
    inner.add_argument("--facts", type=Path)
    inner.add_argument("--draw", action="store_true")
    asked_for = parser.parse_args()
    if asked_for.fill:
        fill(asked_for.fill, asked_for.facts)
    elif asked_for.draw:
        from tests.bench.drawing import draw_when_told  # noqa: PLC0415

        draw_when_told()
    else:
        measure()


def fill(people: int, facts: Path) -> None:
    from tests.bench import seed  # noqa: PLC0415

    facts.write_text(json.dumps(seed.fill(people, at=timezone.now())))
    seed.tidy()


def measure() -> None:
    from tests.bench.run import PEOPLE, Bench  # noqa: PLC0415
    from tests.bench.table import table  # noqa: PLC0415

    size = os.environ.get("SIZE") or "2k"
    if size not in PEOPLE:
        sys.exit(f"SIZE is {size}. It takes one of: {', '.join(PEOPLE)}.")
    where = os.environ.get("BENCH_SERVER") or "postgres://postgres@127.0.0.1:5432"
    try:
        psycopg.connect(f"{where.rstrip('/')}/postgres", connect_timeout=5).close()
    except psycopg.OperationalError:
        sys.exit(
            f"PostgreSQL does not answer at {where}. Start it, or say where it is with "
            "BENCH_SERVER=postgres://user@host:port."
        )
    only = set(os.environ.get("WORKS", "").split())
    bench = Bench(size, settings.VAR / "bench", where, say, only)
    if name := os.environ.get("BENCH_DATABASE"):
        bench.database_name, bench.keep_database = name, True
    lines = bench.run()
    say(f"\n{size}: per request or flow, server and database together\n")
    say(table(lines))
    if out := os.environ.get("JSON"):
        Path(out).write_text(json.dumps([line.as_json() for line in lines], indent=1) + "\n")


def say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 - it talks to a terminal


if __name__ == "__main__":
    main()
