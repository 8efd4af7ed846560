"""The trainer's side: from “New course” to a certificate, and what has to work by keyboard."""

import pytest
from playwright.sync_api import expect

from courses.activities.quiz.page import QuizPage
from courses.models import Edition
from tests.browser import scenery, steps, writing
from tests.browser.conftest import DESKTOP
from tests.browser.counting import Counting
from tests.browser.hands import Keyboard, Pointer
from tests.factories.authoring import a_course_page

hand = Pointer()


@pytest.fixture
def place(site):
    return scenery.a_place()


@pytest.fixture
def trainers_page(opening, place):
    return opening(size=DESKTOP, user=place.trainer)


def test_a_trainer_writes_a_course_that_is_learnt_and_certified(opening, trainers_page, place):
    outline = writing.new_course(trainers_page, hand)
    writing.describe(trainers_page, hand, outline, "Pausing")
    writing.write_lesson(trainers_page, hand, outline)
    writing.write_question(trainers_page, hand, outline)
    writing.mark_all_ready(trainers_page, hand, outline)
    writing.release(trainers_page, hand, outline)

    page = opening(user=place.learner)
    page.goto("/courses/")
    steps.find_course(page, hand, "Pausing")
    steps.start_course(page, hand)
    expect(page.get_by_role("main")).to_contain_text("A pause gives a baby time to answer.")
    steps.finish_lessons(page, hand)
    steps.begin_quiz(page, hand)
    steps.choose_answers(page, hand, scripted=True)
    steps.hand_in(page, hand)
    steps.expect_passed(page)
    steps.wait_for_certificate(page, scripted=True)


def test_a_new_course_is_seen_as_learners_will_with_two_presses(trainers_page):
    counting = Counting(trainers_page)
    writing.new_course(trainers_page, counting)
    counting.press(trainers_page.get_by_role("link", name="Walk through"))

    expect(trainers_page.get_by_role("main")).to_contain_text("You are walking through the drafts")
    assert counting.presses == 2


def test_the_release_screen_by_keyboard(trainers_page, place):
    course = a_course_page(by=place.trainer)
    keyboard = Keyboard(trainers_page)
    outline = f"/cms/courses/{course.pk}/"
    writing.release(trainers_page, keyboard, outline)
    writing.rename(trainers_page, hand, outline, "Lesson 1", "Lesson one")
    trainers_page.goto(f"{outline}release/")
    draft = trainers_page.get_by_role("checkbox", name="Lesson one")
    keyboard.choose(draft)
    keyboard.press(trainers_page.get_by_role("button", name="Include what is ticked"))
    expect(draft).to_have_count(0)

    writing.release(trainers_page, keyboard, outline, number=2)

    assert Edition.objects.filter(course__key=course.translation_key).count() == 2


def test_the_question_picker_by_keyboard(trainers_page, place):
    bank = a_course_page(by=place.trainer, questions=2)
    course = a_course_page(by=place.trainer, questions=1)
    quiz = QuizPage.objects.descendant_of(course).get()
    [asked] = quiz.as_drafted().questions()
    others = QuizPage.objects.descendant_of(bank).get().as_drafted().questions()
    keyboard = Keyboard(trainers_page)
    trainers_page.goto(f"/cms/quizzes/{quiz.pk}/questions/")

    keyboard.fill(trainers_page.get_by_role("searchbox", name="Words"), str(others[0]))
    keyboard.press(trainers_page.get_by_role("main").get_by_role("button", name="Search"))
    keyboard.choose(trainers_page.get_by_role("checkbox", name=str(others[0])))
    keyboard.press(trainers_page.get_by_role("button", name="Add what is ticked"))
    table = trainers_page.get_by_role("table", name="In this quiz, in order")
    expect(table).to_contain_text(f"2. {others[0]}")
    keyboard.press(trainers_page.get_by_role("button", name=f"Up : {others[0]}"))

    expect(table).to_contain_text(f"1. {others[0]}")
    assert [str(each) for each in QuizPage.objects.get(pk=quiz.pk).as_drafted().questions()] == [
        str(others[0]),
        str(asked),
    ]
