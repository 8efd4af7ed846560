"""What to look at before a course is released, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from cms.blocks import Finding
from cms.rules.clean_html import plain
from courses.actions.release.compiling import Part, parts_of
from courses.models.authoring import CoursePage, LessonPage, ModulePage, Question, QuizPage
from courses.models.authoring.state import READY

LONG_LESSON = 20  # minutes


@dataclass(frozen=True)
class CourseFinding:
    """Something to mend first, or worth a look, and the page or question where it is."""

    words: str
    where: str
    mend_first: bool
    page: int | None = None
    question: int | None = None


def check_release(course_page: CoursePage, *, drafts: bool = False) -> list[CourseFinding]:
    """Those that have to be mended come first. ``drafts`` looks at what is not ready yet as well."""
    course = course_page.as_drafted() if drafts else course_page
    found = list(_about_course(course, drafts=drafts))
    for _, part in parts_of(course_page, drafts=drafts):
        if part.live or drafts:
            found += _in_lesson(part) if isinstance(part, LessonPage) else _in_quiz(part, drafts=drafts)
    return sorted(found, key=lambda finding: not finding.mend_first)


def not_ready(course_page: CoursePage) -> list[Part | Question]:
    """Pages and questions with changes that are not marked ready: taken in only if one says so."""
    pages = [course_page, *ModulePage.objects.child_of(course_page).order_by("path")]
    parts = [part for _, part in parts_of(course_page)]
    found = [page for page in [*pages, *parts] if page.state != READY]
    seen: set[int] = set()
    for quiz in parts:
        for question in quiz.as_drafted().questions() if isinstance(quiz, QuizPage) else ():
            if question.state != READY and question.pk not in seen:
                seen.add(question.pk)
                found.append(question)
    return found


def _about_course(course: CoursePage, *, drafts: bool) -> Iterator[CourseFinding]:
    def said(words: str, mend_first: bool = False) -> CourseFinding:
        return CourseFinding(words, course.title, mend_first, page=course.pk)

    parts = [part for _, part in parts_of(course, drafts=drafts) if drafts or part.live]
    if not parts:
        yield said("There is nothing to learn yet: no lesson and no quiz is ready.", True)
    elif all(part.optional for part in parts):
        yield said("Every part is optional, so the course would be completed by joining it.", True)
    if not course.summary:
        yield said("It does not say in one sentence what it is.", True)
    if not course.objectives.exists():
        yield said("It has no objectives.", True)
    if not course.for_whom:
        yield said("It does not say for whom it is.")
    if course.picture and not course.picture_alt:
        yield said("Its picture has no words for those who do not see it.", True)
    if not course.reviewer_name:
        yield said("Nobody is named who reviewed it. Certificates will say so.")
    if not course.review_due_on:
        yield said("It does not say when it will be reviewed next.")


def _in_lesson(lesson: LessonPage) -> Iterator[CourseFinding]:
    for finding in lesson.body.stream_block.findings(lesson.body):
        yield _at(lesson, finding)
    if not any(block for block in lesson.compiled_body()["blocks"] if block["kind"] != "sources"):
        yield _at(lesson, Finding("It has no content.", True))
    elif (lesson.minutes or lesson.suggested_minutes()) > LONG_LESSON:
        yield _at(
            lesson, Finding(f"It takes more than {LONG_LESSON} minutes. Two lessons are easier to fit in.")
        )
    if not lesson.objectives.exists():
        yield _at(lesson, Finding("It does not say which objectives it serves."))


def _in_quiz(quiz: QuizPage, *, drafts: bool) -> Iterator[CourseFinding]:
    for finding in quiz.introduction.stream_block.findings(quiz.introduction):
        yield _at(quiz, finding)
    asked = [question.as_drafted() if drafts else question for question in quiz.questions()]
    ready = [question for question in asked if drafts or question.live]
    if not ready:
        yield _at(quiz, Finding("It has no questions, so nobody could pass it.", True))
    for question in ready:
        for finding in question.findings():
            words = f"“{plain(question.stem)[:80]}”: {finding.words}"
            yield CourseFinding(words, quiz.title, finding.mend_first, question=question.pk)
    for question in asked:
        if question not in ready:
            yield CourseFinding(
                f"“{question}” is not ready, so it would not be asked.",
                quiz.title,
                False,
                question=question.pk,
            )
    if ready and quiz.attempts == 1:
        yield _at(quiz, Finding("It can be tried only once."))


def _at(page: Part, finding: Finding) -> CourseFinding:
    return CourseFinding(finding.words, page.title, finding.mend_first, page=page.pk)
