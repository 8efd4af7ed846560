"""A copy of a course is another course, with keys of its own and its author's alone."""

import pytest

from courses.actions import release
from courses.actions.authoring import copy_course, mark_ready
from courses.actions.release import not_ready
from courses.activities.lesson.page import LessonPage
from courses.activities.quiz.page import QuizPage
from courses.models import Course
from courses.models.authoring import CoursePage
from courses.models.authoring.manuscript import read_manuscript
from tests.factories import NOON
from tests.factories.authoring import a_released_course, a_trainer

pytestmark = pytest.mark.django_db


def test_a_copy_can_be_released_beside_what_it_came_from():
    page, edition = a_released_course(title="Good enough")
    other = a_trainer("Olga Other")

    copy = copy_course(course_page=page, by=other, at=NOON)
    mark_ready(*not_ready(read_manuscript(copy)), by=other)
    copied = release(course_page=CoursePage.objects.get(pk=copy.pk), by=other, at=NOON)

    assert Course.objects.count() == 2
    assert copied.course.slug == "good-enough-copy"
    ours, theirs = ({row.key for row in each.activities.all()} for each in (edition, copied))
    assert not ours & theirs
    assert [author.user for author in copy.authors.all()] == [other]
    assert {each["key"] for each in copied.about["objectives"]}.isdisjoint(
        each["key"] for each in edition.about["objectives"]
    )


def test_a_copy_takes_drafts_along_and_points_to_its_own_objectives():
    page, _ = a_released_course()
    lesson = LessonPage.objects.get().as_drafted()
    lesson.title = "Half a thought"
    lesson.save_revision()

    copy = copy_course(course_page=page, by=page.owner, at=NOON)

    drafted = LessonPage.objects.descendant_of(copy).get().as_drafted()
    assert drafted.title == "Half a thought"
    assert [objective.course_id for objective in drafted.objectives.all()] == [copy.pk]
    assert len(QuizPage.objects.descendant_of(copy).get().as_drafted().questions()) == 3


def test_copying_twice_makes_two():
    page, _ = a_released_course()

    copies = {copy_course(course_page=page, by=page.owner, at=NOON).slug for _ in range(2)}

    assert len(copies) == 2
