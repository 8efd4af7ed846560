"""Two sides that meet at one seam: what trainers write, and what is learnt and how it went."""

from courses.models import authoring as _authoring  # noqa: F401 - so that Django finds its tables
from courses.models.learning import (
    Activity,
    ActivityCompletion,
    Attempt,
    AttemptRequest,
    Completion,
    Course,
    Edition,
    Enrolment,
    ItemRuling,
    Passage,
    ReadingPosition,
    Remarking,
    Response,
    ResponseEvent,
    ResponseWords,
    Revisit,
)

__all__ = [
    "Activity",
    "ActivityCompletion",
    "Attempt",
    "AttemptRequest",
    "Completion",
    "Course",
    "Edition",
    "Enrolment",
    "ItemRuling",
    "Passage",
    "ReadingPosition",
    "Remarking",
    "Response",
    "ResponseEvent",
    "ResponseWords",
    "Revisit",
]
