"""A test that was late once is tried again, and said; what is broken stays broken."""

import sys

import pytest

from lms.house import check

LATE_ONCE = """
import pathlib
def test_late_once():
    here = pathlib.Path(__file__).with_suffix(".seen")
    seen = here.exists()
    here.touch()
    assert seen
"""
SOUND = "def test_sound(): pass\n"
BROKEN = "def test_broken(): assert False\n"


@pytest.fixture
def run(tmp_path):
    def run(*tests):
        (tmp_path / "test_given.py").write_text("".join(tests))
        (tmp_path / "pytest.ini").write_text("[pytest]\n")
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-c",
            str(tmp_path / "pytest.ini"),
            "--rootdir",
            str(tmp_path),
        ]
        tally = check.Tally()
        well = check.run_twice_at_most([*command, "-p", "no:randomly", str(tmp_path)], {}, "These", tally)
        return well, tally

    return run


def test_what_is_late_once_goes_well_at_the_second_try_and_it_is_said(run, capsys):
    well, tally = run(SOUND, LATE_ONCE)

    assert well
    assert tally.counts == {"passed": 2}
    assert tally.second_try == ["These: 1"]
    assert check.close(tally, 1) == 0
    assert "went well only at the second try: These: 1" in capsys.readouterr().out


def test_what_is_broken_fails_though_tried_again(run):
    well, tally = run(SOUND, BROKEN)

    assert not well
    assert tally.second_try == []
    assert tally.counts["failed"] == 1


def test_something_broken_beside_something_late_fails(run):
    well, _ = run(LATE_ONCE, BROKEN)

    assert not well


def test_many_that_fail_are_not_tried_again(run, capsys):
    many = (f"def test_{number}(): assert False\n" for number in range(check.FEW_ENOUGH_TO_TRY_AGAIN + 1))

    well, _ = run(*many)

    assert not well
    assert "once more" not in capsys.readouterr().out


def test_what_goes_well_is_run_once(run, capsys):
    well, tally = run(SOUND)

    assert well
    assert tally.second_try == []
    assert "once more" not in capsys.readouterr().out
