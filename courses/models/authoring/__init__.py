"""The authoring side: what trainers write. Learners never meet it; only releasing reads it."""

from courses.models.authoring.activity import ActivityPage, ModulePage
from courses.models.authoring.course import CourseAuthor, CoursePage, CourseShelf, Objective
from courses.models.authoring.question import Question

__all__ = [
    "ActivityPage",
    "CourseAuthor",
    "CoursePage",
    "CourseShelf",
    "ModulePage",
    "Objective",
    "Question",
]
