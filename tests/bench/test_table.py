"""What the benchmark says of what it measured."""

import os

from tests.bench.machine import cpu_ms
from tests.bench.table import Line, table
from tests.bench.works import all_works

WORKS = {"my-learning", "lesson", "course", "quiz", "quiz-plain", "team", "landing", "verify"}
WORKS |= {"csv", "team-all", "team-search", "csv-all"}


def a_line(work="lesson", *, ratio=1.5, sql=5.0):
    return Line(work=work, size="2k", cpu_ms=6.1234, ratio=ratio, sql=sql, kb=9.61, p50_ms=7.0)


def test_a_line_has_the_keys_that_others_read():
    assert a_line().as_json() == {
        "work": "lesson",
        "size": "2k",
        "cpu_ms": 6.12,
        "ratio": 1.5,
        "sql": 5,
        "kb": 9.6,
        "p50_ms": 7.0,
    }


def test_a_missed_gate_is_named():
    assert a_line().verdict == "within"
    assert a_line(ratio=2.1, sql=10).verdict == "over 1.5 F, over 9 SQL"
    assert a_line("certificate", ratio=99).verdict == ""
    assert "over 8 F" in table([a_line("quiz-plain", ratio=10.5)])


def test_every_work_is_measured():
    assert set(all_works({"learners": []})) == WORKS


def test_the_time_of_a_process_is_read_and_of_none_is_nothing():
    before = cpu_ms(os.getpid())
    sum(number * number for number in range(200_000))

    assert cpu_ms(os.getpid()) > before
    assert cpu_ms(2**22 + 1) == 0
