"""No cell of ours is ever calculated."""

import csv
import io

import pytest

from lms.reports.interop import csv_lines
from lms.reports.rules.spreadsheet import harmless

DANGEROUS = [
    "=1+1",
    "+44 151",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "  =1+1",
    "\u00a0@x",
    "\ufeff=1",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_begins_like_a_formula_is_text(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Ann-Marie", "50 % = half", "a@example.org", "", "3"])
def test_everything_else_stays_as_it_is(text):
    assert harmless(text) == text


def test_numbers_stay_numbers_and_nothing_is_empty():
    assert [harmless(-5), harmless(0), harmless(None)] == ["-5", "0", ""]


@pytest.mark.parametrize("text", DANGEROUS)
def test_headings_and_cells_of_a_file_are_harmless(text):
    file = "".join(csv_lines([text, "b"], [[text, 1], ["x", text]]))

    read = list(csv.reader(io.StringIO(file.removeprefix("\ufeff"), newline="")))
    assert read == [[f"'{text}", "b"], [f"'{text}", "1"], ["x", f"'{text}"]]


def test_a_long_file_comes_bit_by_bit():
    bits = list(csv_lines(["n"], ([n] for n in range(1000))))

    assert len(bits) > 4
    assert bits[0].startswith("\ufeffn\r\n0\r\n")
    assert len("".join(bits).splitlines()) == 1001
