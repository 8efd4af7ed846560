"""What is read for many at once is what it is when it is read by itself."""

import pytest

from cms.models import Source
from courses.actions.release import compile_course
from courses.activities.lesson.page import LessonPage
from courses.activities.quiz.page import QuizPage
from courses.kinds.single_choice.question import SingleChoiceQuestion
from courses.models.authoring import CoursePage, ModulePage, Objective
from courses.models.authoring.manuscript import read_manuscript
from tests.factories.authoring import a_trainer
from tests.factories.cms import a_site
from tests.factories.full_course import a_full_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return a_full_course(by=a_trainer(), size=2, lessons=2, questions=3, site_page=a_site().pk)


@pytest.mark.parametrize("drafts", [False, True])
def test_a_part_says_the_same_as_one_that_is_read_alone(course, drafts):
    together = compile_course(read_manuscript(course), drafts=drafts).by_key()

    for model in (LessonPage, QuizPage):
        for page in model.objects.descendant_of(course):
            alone = page.get_latest_revision_as_object() if drafts else page
            assert together[str(page.translation_key)].body == alone.compiled_body(drafts=drafts)
            assert together[str(page.translation_key)].title == alone.title


def test_modules_and_the_course_are_drafted_too(course):
    compiled = compile_course(read_manuscript(course), drafts=True)

    assert compiled.title == CoursePage.objects.get(pk=course.pk).get_latest_revision_as_object().title
    titles = [page.get_latest_revision_as_object().title for page in ModulePage.objects.order_by("path")]
    assert list(dict.fromkeys(each.module for each in compiled.activities)) == titles


def test_a_draft_loses_just_what_is_gone(course):
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    quiz = QuizPage.objects.descendant_of(course).order_by("path").first()
    kept = [row.source.title for row in lesson.more_sources.all()]
    placed = [question.pk for question in quiz.questions()]
    Source.objects.filter(title__in=kept).delete()
    Objective.objects.filter(pk__in=lesson.objectives.values("pk")).delete()
    SingleChoiceQuestion.objects.get(pk=placed[0]).delete()

    parts = {part.pk: part.as_drafted() for _, part in read_manuscript(course).parts()}

    assert list(parts[lesson.pk].more_sources.all()) == []
    assert list(parts[lesson.pk].objectives.all()) == []
    assert parts[lesson.pk].title.endswith("changed")
    assert [question.pk for question in parts[quiz.pk].questions()] == placed[1:]
