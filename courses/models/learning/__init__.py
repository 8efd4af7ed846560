"""The learning side: editions, and what happened on them. Never points to a page, question or image."""

from courses.models.learning.attempt import (
    Attempt,
    AttemptRequest,
    Response,
    ResponseEvent,
    ResponseWords,
    Revisit,
)
from courses.models.learning.completion import ActivityCompletion, Completion
from courses.models.learning.edition import Activity, Course, Edition
from courses.models.learning.enrolment import Enrolment, ReadingPosition
from courses.models.learning.passage import Passage
from courses.models.learning.ruling import ItemRuling, Remarking

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
