"""What the learner's pages show, as plain values: strings are made here, templates only lay them out.

The templates take these and no rows, so that a walk-through shows drafts in the very same pages.
"""

from courses.rules.places.addresses import Addresses, Link
from courses.rules.places.lesson import LessonPlace, lesson_place
from courses.rules.places.outline import OutlinePlace, outline_place, outlined
from courses.rules.places.quiz import AttemptPlace, QuizPlace, attempt_place, quiz_place
from courses.rules.places.result import ResultPlace, result_place

__all__ = [
    "Addresses",
    "AttemptPlace",
    "LessonPlace",
    "Link",
    "OutlinePlace",
    "QuizPlace",
    "ResultPlace",
    "attempt_place",
    "lesson_place",
    "outline_place",
    "outlined",
    "quiz_place",
    "result_place",
]
