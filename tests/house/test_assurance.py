"""The table of OWASP ASVS 5.0: a line for each requirement that is asked for, and files that are there."""

import re

from lms.house.steps import ROOT

TABLE = ROOT / "lms" / "assurance" / "README.md"
ROW = re.compile(r"^\| (V\d+\.\d+\.\d+) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
#: By section, the last number of each: level 1 everywhere, level 2 in chapters 6, 7 and 8.
ASKED = {
    "V1.2": (1, 2, 3, 4, 5),
    "V1.3": (1, 2),
    "V1.5": (1,),
    "V2.1": (1,),
    "V2.2": (1, 2),
    "V2.3": (1,),
    "V3.2": (1, 2),
    "V3.3": (1,),
    "V3.4": (1, 2),
    "V3.5": (1, 2, 3),
    "V4.1": (1,),
    "V4.4": (1,),
    "V5.2": (1, 2),
    "V5.3": (1, 2),
    "V6.1": (1, 2, 3),
    "V6.2": tuple(range(1, 13)),
    "V6.3": (1, 2, 3, 4),
    "V6.4": (1, 2, 3, 4),
    "V6.5": (1, 2, 3, 4, 5),
    "V6.6": (1, 2, 3),
    "V6.8": (1, 2, 3, 4),
    "V7.1": (1, 2, 3),
    "V7.2": (1, 2, 3, 4),
    "V7.3": (1, 2),
    "V7.4": (1, 2, 3, 4, 5),
    "V7.5": (1, 2),
    "V7.6": (1, 2),
    "V8.1": (1, 2),
    "V8.2": (1, 2, 3),
    "V8.3": (1,),
    "V8.4": (1,),
    "V9.1": (1, 2, 3),
    "V9.2": (1,),
    "V10.4": (1, 2, 3, 4, 5),
    "V11.3": (1, 2),
    "V11.4": (1,),
    "V12.1": (1,),
    "V12.2": (1, 2),
    "V13.4": (1,),
    "V14.2": (1,),
    "V14.3": (1,),
    "V15.1": (1,),
    "V15.2": (1,),
    "V15.3": (1,),
}


def rows() -> list[tuple[str, str, str, str]]:
    return ROW.findall(TABLE.read_text())


def test_every_requirement_has_its_line_once():
    asked = [f"{section}.{number}" for section, numbers in ASKED.items() for number in numbers]

    assert [row[0] for row in rows()] == asked


def test_every_file_that_shows_it_is_there():
    named = [(row[0], path) for row in rows() for path in re.findall(r"`([^`]+)`", row[3])]

    assert len(named) >= len(rows())
    assert [each for each in named if not (ROOT / each[1]).exists()] == []


def test_each_says_how():
    assert [row[0] for row in rows() if len(row[1]) < 8 or len(row[2]) < 2] == []
