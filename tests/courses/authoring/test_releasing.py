"""Releasing turns what is ready into an edition that hangs on nothing."""

import sys

import pytest

from courses.actions import release
from courses.actions.authoring import copy_question, mark_ready, place_questions, set_objectives
from courses.actions.release import NotACorrection, NothingToRelease, ReleasedMeanwhile
from courses.activities.lesson.page import LessonPage
from courses.activities.quiz.page import QuizPage
from courses.kinds.single_choice.question import SingleChoiceQuestion
from courses.models import Course, Edition
from lms.core.refusals import NotAllowed
from tests.factories import NOON
from tests.factories.authoring import a_course_page, a_released_course, a_trainer

pytestmark = pytest.mark.django_db
releasing = sys.modules["courses.actions.release.releasing"]  # the package has the action of that name


def test_the_first_release_makes_the_course_and_its_first_edition():
    trainer = a_trainer()
    page = a_course_page(by=trainer, title="Good enough", lessons=2)

    edition = release(course_page=page, by=trainer, at=NOON, note="Hello.", expect="")

    assert Course.objects.get().key == page.translation_key
    assert (edition.name, edition.course.slug, edition.course.title) == ("1", "good-enough", "Good enough")
    assert [row.title for row in edition.activities.order_by("position")] == [
        "Lesson 1",
        "Lesson 2",
        "Check what you know",
    ]
    assert edition.minutes == 10 + 10 + 3
    assert edition.changes == ["The first edition."]
    assert edition.outlined()[2]["needed"] == 3
    assert edition.about["objectives"][0]["text"] == "Say what infant mental health is."
    assert edition.about["sources"][0]["title"] == "Key concepts"
    assert edition.about["authors"] == ["Tara Trainer"]


def test_a_lesson_is_frozen_in_our_own_format():
    _, edition = a_released_course()

    body = edition.activities.get(kind="lesson").body

    assert body == {
        "format": 1,
        "blocks": [
            {"kind": "text", "html": '<h2 id="one">One</h2><p>Babies feel before they speak.</p>'},
        ],
    }


def test_items_keep_their_keys_from_edition_to_edition():
    page, first = a_released_course()
    trainer = page.owner
    lesson = LessonPage.objects.get()
    lesson.title = "Another name"
    lesson.save_revision(user=trainer)
    mark_ready(LessonPage.objects.get(), by=trainer)

    second = release(course_page=page, by=trainer, at=NOON)

    assert (second.name, second.kind) == ("2", "new-content")
    assert second.changes == ["“Lesson 1” is called “Another name” now."]
    assert keys(first) == keys(second)
    assert {row.key for row in first.activities.all()} == {row.key for row in second.activities.all()}


def keys(edition: Edition) -> list[str]:
    return [item["key"] for item in edition.activities.get(kind="quiz").body["items"]]


def test_what_is_not_ready_is_left_out():
    page, _ = a_released_course(lessons=2)
    lesson = LessonPage.objects.get(title="Lesson 1")
    lesson.title = "Half a thought"
    lesson.save_revision(user=page.owner)

    with pytest.raises(NothingToRelease, match="Nothing has changed"):
        release(course_page=page, by=page.owner, at=NOON)


def test_the_second_of_two_authors_is_told():
    page, _ = a_released_course()
    rename_lesson(page, "One")
    release(course_page=page, by=page.owner, at=NOON, expect="1")
    rename_lesson(page, "Two")

    with pytest.raises(ReleasedMeanwhile, match="Edition 2 was released while you were looking"):
        release(course_page=page, by=page.owner, at=NOON, expect="1")
    assert Edition.objects.count() == 2


def rename_lesson(page, title: str) -> None:
    lesson = LessonPage.objects.descendant_of(page).first().as_drafted()
    lesson.title = title
    lesson.save_revision(user=page.owner)
    mark_ready(LessonPage.objects.get(pk=lesson.pk), by=page.owner)


def test_a_correction_takes_the_number_of_what_it_corrects():
    page, _ = a_released_course()
    rename_lesson(page, "Lesson one")

    edition = release(course_page=page, kind="correction", by=page.owner, at=NOON)

    assert (edition.name, edition.kind) == ("1.1", "correction")


def test_other_questions_cannot_be_a_correction():
    page, _ = a_released_course()
    question = SingleChoiceQuestion.objects.first()
    other = copy_question(question=question, by=page.owner)
    place_questions(quiz=QuizPage.objects.get(), questions=[other.pk], by=page.owner)
    mark_ready(QuizPage.objects.get(), SingleChoiceQuestion.objects.get(pk=other.pk), by=page.owner)

    with pytest.raises(NotACorrection, match="asks other questions"):
        release(course_page=page, kind="correction", by=page.owner, at=NOON)
    assert release(course_page=page, by=page.owner, at=NOON).name == "2"


def test_another_pass_rule_cannot_be_a_correction():
    page, _ = a_released_course()
    quiz = QuizPage.objects.get()
    quiz.pass_percent = 50
    quiz.save_revision(user=page.owner).publish()

    with pytest.raises(NotACorrection, match="passed at another mark"):
        release(course_page=page, kind="correction", by=page.owner, at=NOON)


def test_the_first_release_is_no_correction():
    page = a_course_page()

    with pytest.raises(NotACorrection, match="no edition to correct"):
        release(course_page=page, kind="correction", by=page.owner, at=NOON)
    assert not Course.objects.exists()


def test_a_course_with_nothing_to_learn_is_not_released():
    page = a_course_page(lessons=0, questions=0)

    with pytest.raises(NothingToRelease, match="nothing to learn"):
        release(course_page=page, by=page.owner, at=NOON)


def test_only_its_authors_release_a_course():
    page = a_course_page()

    with pytest.raises(NotAllowed, match="Only the authors"):
        release(course_page=page, by=a_trainer("Somebody Else"), at=NOON)


def test_a_slug_that_an_older_course_has_is_not_taken_twice():
    _, first = a_released_course(title="Good enough")
    page = a_course_page(title="Good enough", slug="another")
    page.slug = first.course.slug + "x"
    page.save()
    Course.objects.filter(pk=first.course_id).update(slug=page.slug)

    assert release(course_page=page, by=page.owner, at=NOON).course.slug == f"{page.slug}-2"


def test_changed_objectives_are_said():
    page, _ = a_released_course()
    set_objectives(
        course_page=page, texts=[(page.objectives.get().key, "Say what a baby needs."), (None, "Wait.")]
    )

    edition = release(course_page=page, by=page.owner, at=NOON)

    assert edition.changes == ["The objectives are worded differently."]


@pytest.mark.parametrize("what", ["marked ready", "moved", "question marked ready"])
def test_what_becomes_ready_while_it_is_compiled_is_never_left_out_in_silence(monkeypatch, what):
    page, _ = a_released_course(lessons=2, questions=1)
    first, second = LessonPage.objects.order_by("path")
    first.title = "Another name"
    first.save_revision(user=page.owner).publish()
    compiled = releasing.compile_ready

    def overtaken(course_page):
        found = compiled(course_page)
        if what == "moved":
            second.refresh_from_db()
            second.move(LessonPage.objects.get(pk=first.pk), pos="left")
        else:
            row = second if what == "marked ready" else SingleChoiceQuestion.objects.get()
            row.save_revision(user=page.owner).publish()
        return found

    monkeypatch.setattr(releasing, "compile_ready", overtaken)

    with pytest.raises(ReleasedMeanwhile, match="changed while it was being released"):
        release(course_page=page, by=page.owner, at=NOON)

    assert Edition.objects.count() == 1
