"""Releasing: pages and questions are compiled into an edition. The one place that reads both sides."""

from courses.actions.release.checking import CourseFinding, check_release, check_withdrawn, not_ready
from courses.actions.release.compiling import compile_course, read_edition
from courses.actions.release.correcting import correct_edition, withdraw_blocks
from courses.actions.release.releasing import (
    ItemDecision,
    NotACorrection,
    NothingLeftToMark,
    NothingToRelease,
    ReleasedMeanwhile,
    release,
)
from courses.actions.release.rulings import why_not_left_out

__all__ = [
    "CourseFinding",
    "ItemDecision",
    "NotACorrection",
    "NothingLeftToMark",
    "NothingToRelease",
    "ReleasedMeanwhile",
    "check_release",
    "check_withdrawn",
    "compile_course",
    "correct_edition",
    "not_ready",
    "read_edition",
    "release",
    "why_not_left_out",
    "withdraw_blocks",
]
