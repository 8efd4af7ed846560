"""What a course is made of, and who writes it."""

import pytest

from courses.actions.authoring import add_author, copy_course, place_questions, remove_author, remove_part
from courses.actions.authoring.arranging import NoSuchPart
from courses.actions.authoring.authorship import LastAuthor
from courses.activities.lesson.page import LessonPage
from courses.activities.quiz.page import QuizPage
from courses.models.authoring import CourseAuthor
from lms.core.models import AuditEntry
from tests.factories import NOON
from tests.factories.authoring import a_course_page, a_released_course, a_trainer

pytestmark = pytest.mark.django_db


def test_a_part_is_taken_away_from_its_own_course_alone():
    page, other = a_course_page(title="One"), a_course_page(title="Other")
    lesson = LessonPage.objects.descendant_of(other).get()

    with pytest.raises(NoSuchPart, match="not in this course any more"):
        remove_part(course_page=page, part=lesson, by=page.owner)
    remove_part(course_page=other, part=lesson, by=other.owner)

    assert not LessonPage.objects.descendant_of(other).exists()
    assert LessonPage.objects.descendant_of(page).exists()


def test_whoever_writes_a_course_is_written_down():
    page, colleague = a_course_page(), a_trainer("Colleague")
    before = AuditEntry.objects.count()

    add_author(course_page=page, user=colleague, by=page.owner, at=NOON)
    add_author(course_page=page, user=colleague, by=page.owner, at=NOON)
    remove_author(course_page=page, user=colleague, by=page.owner, at=NOON)
    remove_author(course_page=page, user=colleague, by=page.owner, at=NOON)

    written = list(AuditEntry.objects.order_by("pk"))[before:]
    assert [entry.action for entry in written] == ["course.author_added", "course.author_removed"]
    for entry in written:
        assert (entry.by_id, entry.subject_id, entry.at) == (page.owner.pk, colleague.pk, NOON)
        assert (entry.about_kind, entry.about_id) == ("courses.coursepage", str(page.pk))


def test_the_last_author_stays():
    page = a_course_page()

    with pytest.raises(LastAuthor, match="Add somebody else first"):
        remove_author(course_page=page, user=page.owner, by=page.owner, at=NOON)

    assert CourseAuthor.objects.filter(course=page, user=page.owner).exists()


def test_questions_stand_in_the_order_in_which_they_were_placed():
    page, _ = a_released_course(questions=3)
    quiz = QuizPage.objects.descendant_of(page).get()
    first, second, third = (placement.question_id for placement in quiz.as_drafted().placements.all())
    draft = quiz.as_drafted()
    draft.placements = [each for each in draft.placements.all() if each.question_id != second]
    draft.save_revision()

    place_questions(quiz=quiz, questions=[second], by=page.owner)

    placed = QuizPage.objects.get(pk=quiz.pk).as_drafted().placements.all()
    assert [each.question_id for each in placed] == [first, third, second]
    assert [each.sort_order for each in placed] == [0, 1, 2]


def test_a_copy_of_a_course_with_a_long_title_has_an_address_that_fits():
    page = a_course_page(title="a" * 255)

    copy = copy_course(course_page=page, by=page.owner, at=NOON)

    assert len(copy.slug) <= 255
