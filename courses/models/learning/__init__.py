"""The learning side: editions, and what happened on them. Never points to a page, question or image."""

from courses.models.learning.attempt import Attempt, AttemptRequest, Response, ResponseEvent, Revisit
from courses.models.learning.completion import ActivityCompletion, Completion
from courses.models.learning.edition import Activity, Course, Edition, ItemRuling
from courses.models.learning.enrolment import Enrolment, ReadingPlace

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
    "ReadingPlace",
    "Response",
    "ResponseEvent",
    "Revisit",
]
