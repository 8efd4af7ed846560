"""The authoring side: what trainers write. Learners never meet it; only releasing reads it."""

from courses.models.authoring.course import CourseAuthor, CoursePage, CourseShelf, ModulePage, Objective
from courses.models.authoring.lesson import LessonPage, LessonSource
from courses.models.authoring.questions import (
    MultipleResponseOption,
    MultipleResponseQuestion,
    Question,
    SingleChoiceOption,
    SingleChoiceQuestion,
    TrueFalseQuestion,
)
from courses.models.authoring.quiz import QuizPage, QuizQuestion

__all__ = [
    "CourseAuthor",
    "CoursePage",
    "CourseShelf",
    "LessonPage",
    "LessonSource",
    "ModulePage",
    "MultipleResponseOption",
    "MultipleResponseQuestion",
    "Objective",
    "Question",
    "QuizPage",
    "QuizQuestion",
    "SingleChoiceOption",
    "SingleChoiceQuestion",
    "TrueFalseQuestion",
]
