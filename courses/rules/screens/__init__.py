"""What the learner's pages show, as plain values: strings are made here, templates only lay them out.

The templates take these and no rows, so that a walk-through shows drafts in the very same pages.
"""

from courses.rules.screens.addresses import Addresses, Link
from courses.rules.screens.lesson import LessonScreen, PartsBeside, lesson_screen, parts_beside
from courses.rules.screens.outline import OutlineScreen, outline_screen, outlined
from courses.rules.screens.quiz import (
    AttemptScreen,
    QuizScreen,
    attempt_screen,
    overtaken_words,
    quiz_screen,
)
from courses.rules.screens.result import ResultScreen, result_screen

__all__ = [
    "Addresses",
    "AttemptScreen",
    "LessonScreen",
    "Link",
    "OutlineScreen",
    "PartsBeside",
    "QuizScreen",
    "ResultScreen",
    "attempt_screen",
    "lesson_screen",
    "outline_screen",
    "outlined",
    "overtaken_words",
    "parts_beside",
    "quiz_screen",
    "result_screen",
]
