"""A course with some of everything that a page for its authors might look up one by one."""

from typing import Any

from courses.actions.authoring import add_author, write_course
from courses.activities.lesson.page import LessonPage
from courses.activities.quiz.page import QuizPage
from courses.models.authoring import CoursePage, ModulePage, Question
from lms.people.models import User
from tests.factories import NOON, TODAY
from tests.factories.authoring import a_question_in_words, a_trainer, no_files
from tests.factories.cms import a_document, a_picture

KINDS = ("single-choice", "multiple-response", "true-false")
AGAIN = "Changed since."


def a_full_course(
    *, by: User, size: int, lessons: int = 1, questions: int = 3, site_page: int = 0, changed: bool = True
) -> CoursePage:
    """``size`` modules, each with that many lessons and a quiz of that many questions of all kinds.

    Every lesson has a picture, a file, a source of its own and, if ``site_page`` is one, a link to it; every
    question an objective and a source of its own. There are ``size`` authors. Everything is ready and, if
    ``changed``, has a draft that is not.
    """
    course = write_course(_manuscript(size, lessons, questions, site_page), read=no_files, by=by, at=NOON)
    for lesson in LessonPage.objects.descendant_of(course):
        lesson.body = [*_values(lesson.body), *_uploads(lesson.title)]
        lesson.save_revision(user=by).publish()
    for quiz in QuizPage.objects.descendant_of(course):
        quiz.introduction = _uploads(quiz.title)[:1]
        quiz.save_revision(user=by).publish()
    course.picture, course.picture_alt = a_picture(width=300, height=200), "Two faces"
    course.save_revision(user=by).publish()
    for number in range(1, size):
        add_author(course_page=course, user=a_trainer(f"Author {number}"), by=by, at=NOON)
    if changed:
        change_everything(course)
    return CoursePage.objects.get(pk=course.pk)


def change_everything(course: CoursePage) -> None:
    """A draft of each that is not ready."""
    rows: list[Any] = [course, *ModulePage.objects.descendant_of(course)]
    rows += [*LessonPage.objects.descendant_of(course), *QuizPage.objects.descendant_of(course)]
    for row in rows:
        row.title = f"{row.title}, changed"
        row.save_revision()
    for question in Question.objects.filter(objective__course=course):
        question.explanation = f"<p>{AGAIN}</p>"
        question.save_revision()


def _values(stream: Any) -> list[tuple[str, Any]]:
    return [(child.block_type, child.value) for child in stream]


def _uploads(title: str) -> list[tuple[str, Any]]:
    picture = {
        "image": a_picture(f"Picture in {title}", width=300, height=200),
        "alt": "Two faces",
        "caption": "",
    }
    file = {"document": a_document(f"File of {title}"), "title": ""}
    return [("picture", picture), ("download", file)]


def _manuscript(size: int, lessons: int, questions: int, site_page: int) -> dict[str, Any]:
    names = [f"{module}-{number}" for module in range(size) for number in range(max(lessons, questions))]
    return {
        "title": f"A full course of {size}",
        "summary": "What a baby needs from us.",
        "for_whom": "Everyone who meets babies.",
        "objectives": [{"key": name, "text": f"Say what {name} is."} for name in names],
        "sources": [{"key": name, "title": f"Source {name}", "checked_on": TODAY} for name in names],
        "modules": [
            {
                "title": f"Module {module}",
                "lessons": [_lesson(f"{module}-{number}", site_page) for number in range(lessons)],
                "quiz": {
                    "title": f"Check {module}",
                    "questions": [_question(f"{module}-{number}", number) for number in range(questions)],
                },
            }
            for module in range(size)
        ],
    }


def _lesson(name: str, site_page: int) -> dict[str, Any]:
    link = f'<a linktype="page" id="{site_page}">More</a>' if site_page else "More"
    return {
        "title": f"Lesson {name}",
        "minutes": 10,
        "objectives": [name],
        "sources": [name],
        "blocks": [
            {"kind": "text", "html": f"<h2>One</h2><p>Babies feel before they speak. {link}</p>"},
            {"kind": "vignette", "title": "A visit", "html": f"<p>{link}</p>"},
            {"kind": "key_fact", "text": "Babies feel.", "source": name},
        ],
    }


def _question(name: str, number: int) -> dict[str, Any]:
    kind = KINDS[number % len(KINDS)]
    options = [
        {"key": "true", "text": "This", "right": True, "why": "It fits."},
        {"key": "false", "text": "That", "right": kind == "multiple-response", "why": "It does, or not."},
        {"key": "c", "text": "Neither", "right": False, "why": "It does not fit."},
    ]
    return a_question_in_words(
        f"What of {name}?", kind=kind, options=options, objective=name, source=name, tags=name
    )
