"""Releasing: pages and questions are compiled into an edition. The one place that reads both sides."""

from courses.actions.release.checking import CourseFinding, check_release, not_ready
from courses.actions.release.compiling import compile_course, read_edition
from courses.actions.release.releasing import (
    ItemDecision,
    NotACorrection,
    NothingToRelease,
    ReleasedMeanwhile,
    release,
)

__all__ = [
    "CourseFinding",
    "ItemDecision",
    "NotACorrection",
    "NothingToRelease",
    "ReleasedMeanwhile",
    "check_release",
    "compile_course",
    "not_ready",
    "read_edition",
    "release",
]
