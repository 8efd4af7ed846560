"""``make bench``."""

import json
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone


class Command(BaseCommand):
    help = (
        "Measure the pages against a bare one, on PostgreSQL and gunicorn. In the environment: SIZE=2k or "
        "20k, JSON=out.json, WORKS='lesson team', BENCH_SERVER=postgres://…, BENCH_DATABASE=name to keep it."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        inner = parser.add_argument_group("for the processes that it starts itself")
        inner.add_argument("--fill", type=int, metavar="PEOPLE")
        inner.add_argument("--facts", type=Path)
        inner.add_argument("--draw", action="store_true")

    def handle(self, *args: object, **options: Any) -> None:
        if options["fill"]:
            self._fill(options["fill"], options["facts"])
        elif options["draw"]:
            from lms.bench.drawing import draw_when_told  # noqa: PLC0415 - needs the settings of the benchmark

            draw_when_told()
        else:
            self._run()

    def _fill(self, people: int, facts: Path) -> None:
        from lms.bench import seed  # noqa: PLC0415

        facts.write_text(json.dumps(seed.fill(people, at=timezone.now())))
        seed.tidy()

    def _run(self) -> None:
        from lms.bench.run import PEOPLE, Bench  # noqa: PLC0415
        from lms.bench.table import table  # noqa: PLC0415

        size = os.environ.get("SIZE") or "2k"
        if size not in PEOPLE:
            raise CommandError(f"SIZE is {size}. It takes one of: {', '.join(PEOPLE)}.")
        where = os.environ.get("BENCH_SERVER") or "postgres://postgres@127.0.0.1:5432"
        try:
            psycopg.connect(f"{where.rstrip('/')}/postgres", connect_timeout=5).close()
        except psycopg.OperationalError as problem:
            raise CommandError(
                f"PostgreSQL does not answer at {where}. Start it, or say where it is with "
                "BENCH_SERVER=postgres://user@host:port."
            ) from problem
        only = set(os.environ.get("WORKS", "").split())
        bench = Bench(size, settings.VAR / "bench", where, self.stdout.write, only)
        if name := os.environ.get("BENCH_DATABASE"):
            bench.database_name, bench.keep_database = name, True
        lines = bench.run()
        self.stdout.write(f"\n{size}: per request or flow, server and database together\n")
        self.stdout.write(table(lines))
        if out := os.environ.get("JSON"):
            Path(out).write_text(json.dumps([line.as_json() for line in lines], indent=1) + "\n")
