"""The benchmark from an empty database to its table."""

import json
import os
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.bench.machine import Meter, free_port, server
from tests.bench.table import Line
from tests.bench.works import Client, Work, all_works, floor

PEOPLE = {"2k": 2_000, "5k": 5_000, "20k": 20_000}
ROUNDS, FLOORS_A_ROUND, DRAWN_A_ROUND = 8, 25, 8
Say = Callable[[str], object]


@dataclass
class Sample:
    """One round of one work, per request or flow."""

    cpu_ms: float
    statements: float
    size: float
    p50_ms: float


@dataclass
class Bench:
    """Where it happens. ``database_server`` is an address of PostgreSQL without a database's name."""

    size: str
    folder: Path
    database_server: str
    say: Say
    only: set[str] = field(default_factory=set)  # names of works; none: all of them
    # Its own name, so that two benchmarks at once do not meet; one that is told a name keeps it afterwards.
    database_name: str = field(default_factory=lambda: f"pier_bench_{os.getpid()}")
    keep_database: bool = False
    site_port: int = field(default_factory=free_port)
    floor_port: int = field(default_factory=free_port)
    samples: dict[str, list[Sample]] = field(default_factory=lambda: defaultdict(list))

    @property
    def database(self) -> str:
        return f"{self.database_server.rstrip('/')}/{self.database_name}"

    def environment(self, name: str) -> dict[str, str]:
        """For a process whose sessions at the database go by that name."""
        settings = "tests.bench.floor_settings" if name == "bench-floor" else "tests.bench.site_settings"
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": self.database,
            "PIER_VAR": str(self.folder),
            "PIER_ENV": "development",
            "DEBUG": "false",
            "PGAPPNAME": name,
        }

    def run(self) -> list[Line]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            if not self.keep_database:
                stack.callback(self._drop)
            facts = self._prepare()
            site = stack.enter_context(self._serve("bench-site", self.site_port, "/healthz"))
            bare = stack.enter_context(self._serve("bench-floor", self.floor_port, "/floor/"))
            meters = {
                name: Meter(self.database, name, pids)
                for name, pids in (("bench-site", site), ("bench-floor", bare))
            }
            self._measure(facts, meters, stack)
            for meter in meters.values():
                meter.close()
        return self.lines()

    def _prepare(self) -> dict[str, Any]:
        self.say(f"A new database {self.database_name} with {PEOPLE[self.size]:,} people …")
        self._drop()
        self._at_the_server(f'CREATE DATABASE "{self.database_name}"')
        self._command("migrate", "--noinput", "--verbosity", "0")
        self._command("collectstatic", "--noinput", "--verbosity", "0")
        facts = self.folder / "facts.json"
        self._python("tests.bench", "--fill", str(PEOPLE[self.size]), "--facts", str(facts))
        return json.loads(facts.read_text())

    def _drop(self) -> None:
        self._at_the_server(f'DROP DATABASE IF EXISTS "{self.database_name}" WITH (FORCE)')

    def _at_the_server(self, statement: str) -> None:
        with psycopg.connect(f"{self.database_server.rstrip('/')}/postgres", autocommit=True) as connection:
            connection.execute(statement)

    def _command(self, *words: str) -> None:
        self._python("lms", *words)

    def _python(self, module: str, *words: str) -> None:
        subprocess.run(
            [sys.executable, "-m", module, *words],
            env=self.environment("bench-seed"),
            check=True,
            timeout=900,
        )

    def _serve(self, name: str, port: int, probe: str) -> Any:
        return server(
            port=port, environment=self.environment(name), probe=probe, log=self.folder / f"{name}.log"
        )

    def _measure(self, facts: dict[str, Any], meters: dict[str, Meter], stack: ExitStack) -> None:
        site, bare = Client(self.site_port, facts), Client(self.floor_port, facts)
        works = all_works(facts)
        drawer = stack.enter_context(Drawer(self))
        for number in range(ROUNDS + 1):  # the first only warms up
            self.say(f"Round {number} of {ROUNDS} …" if number else "Warming up …")
            self._sample("floor", bare, meters["bench-floor"], floor, FLOORS_A_ROUND)
            for name, (work, times) in works.items():
                if not self.only or name in self.only:
                    self._sample(name, site, meters["bench-site"], work, times)
            if not self.only or "certificate" in self.only:
                self.samples["certificate"].append(drawer.sample(DRAWN_A_ROUND))
        for samples in self.samples.values():
            del samples[0]

    def _sample(self, name: str, client: Client, meter: Meter, work: Work, times: int) -> None:
        done = []
        meter.start()
        for _ in range(times):
            client.statements, client.size, client.seconds = 0, 0, 0.0
            work(client)
            done.append((client.statements, client.size, client.seconds * 1000))
        used = meter.stop()
        statements, size, took = (statistics.median(each) for each in zip(*done, strict=True))
        self.samples[name].append(Sample(used / times, statements, size, took))

    def lines(self) -> list[Line]:
        """Medians over the rounds."""
        cost = {
            name: statistics.median(each.cpu_ms for each in samples) for name, samples in self.samples.items()
        }
        order = ["floor", *(name for name in self.samples if name != "floor")]
        return [self._line(name, cost) for name in order]

    def _line(self, name: str, cost: dict[str, float]) -> Line:
        samples = self.samples[name]
        return Line(
            work=name,
            size=self.size,
            cpu_ms=cost[name],
            ratio=cost[name] / cost["floor"],
            sql=statistics.median(each.statements for each in samples),
            kb=statistics.median(each.size for each in samples) / 1000,
            p50_ms=statistics.median(each.p50_ms for each in samples),
        )


class Drawer:
    """A process that draws certificates when it is told to."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def __enter__(self) -> "Drawer":
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench", "--draw"],
            env=self._bench.environment("bench-draw"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()
        self._meter = Meter(self._bench.database, "bench-draw", [self._process.pid])
        return self

    def sample(self, count: int) -> Sample:
        self._meter.start()
        assert self._process.stdin is not None
        self._process.stdin.write(f"{count}\n")
        self._process.stdin.flush()
        drawn = self._answer()
        used = self._meter.stop()
        statements, size = drawn["statements"] / count, drawn["size"] / count
        return Sample(used / count, statements, size, drawn["seconds"] * 1000)

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("The process that draws certificates has ended.")
        return json.loads(line)

    def __exit__(self, *_: object) -> None:
        self._meter.close()
        self._process.communicate(timeout=15)
